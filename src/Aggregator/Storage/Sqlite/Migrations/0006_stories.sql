-- Articles that tell the same news. A story has the number of the article that it began with.
CREATE TABLE stories (
  id                BIGINT PRIMARY KEY,
  representative_id BIGINT NOT NULL,          -- the member that was published first
  members           INTEGER NOT NULL,
  began_at          BIGINT NOT NULL,
  changed_at        BIGINT NOT NULL
);
CREATE INDEX stories_changed ON stories (changed_at);

CREATE TABLE story_members (
  article_id BIGINT PRIMARY KEY REFERENCES articles (id),
  story_id   BIGINT NOT NULL REFERENCES stories (id),
  reason     TEXT NOT NULL,                   -- First, NearDuplicate, SameEvent
  score      DOUBLE PRECISION NOT NULL,       -- 0 to 1
  match_id   BIGINT,                          -- the article that it is like
  joined_at  BIGINT NOT NULL
);
CREATE INDEX story_members_story ON story_members (story_id);

-- By what articles are found again that may tell the same news. Periods let old entries go in one cut, and keep what is written in one place.
CREATE TABLE story_bands (
  kind       INTEGER NOT NULL,                -- 0 shingle of the text, 1 stem of the title
  period     INTEGER NOT NULL,                -- of seen_at: 16 days each for shingles, 2 days each for stems
  value      BIGINT NOT NULL,                 -- 48 bits of a hash
  article_id BIGINT NOT NULL,
  feed_id    BIGINT NOT NULL,                 -- of the article: a look-up of many entries must not read as many articles
  PRIMARY KEY (kind, period, value, article_id)
) WITHOUT ROWID;

-- What a merged change is about: JSON, such as {"story":7,"into":3}.
ALTER TABLE changes ADD COLUMN detail TEXT;
