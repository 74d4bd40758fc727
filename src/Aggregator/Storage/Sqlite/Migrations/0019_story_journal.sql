-- Entries of the story index that are not in it yet: they are moved there many at once, in its order, so that a page is written once for many of them.
CREATE TABLE story_journal (
  article_id BIGINT PRIMARY KEY,
  feed_id    BIGINT NOT NULL,
  seen_at    BIGINT NOT NULL,                 -- which gives the periods
  shingles   BLOB   NOT NULL,                 -- values of story_bands, 8 bytes each, the lowest first
  terms      BLOB   NOT NULL
);
