-- Of SQLite alone. The story index in sorted runs: its values are hashes, and a row for each entry would change a page of its own. Entries of story_journal
-- become runs when there are many; runs of a level are put together. What story_bands has is taken over when the index is first used.
CREATE TABLE story_runs (
  run     INTEGER PRIMARY KEY,                -- 1 to 32767
  kind    INTEGER NOT NULL,                   -- as in story_bands
  period  INTEGER NOT NULL,
  level   INTEGER NOT NULL,                   -- how often its entries have been put together with others
  state   INTEGER NOT NULL,                   -- 0 being written, 1 whole, 2 being removed
  entries BIGINT NOT NULL,
  newest  BIGINT NOT NULL,                    -- highest number of an article in it
  filter  BLOB                                -- tells of most values that they are not in it; last, since it is large
);
CREATE TABLE story_chunks (
  id      INTEGER PRIMARY KEY,                -- run * 2^48 + value of the first entry
  entries BLOB NOT NULL                       -- 16 bytes each, in their order: value (48 bits), article (40), feed (40)
);
