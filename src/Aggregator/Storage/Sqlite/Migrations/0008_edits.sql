-- Earlier texts as differences from the text that replaced them; rows from before have them whole in summary and content.
ALTER TABLE revisions ADD COLUMN summary_delta BLOB;
ALTER TABLE revisions ADD COLUMN content_delta BLOB;

-- What the edit that ended this revision changed: title, link, content, summary, attributes, media.
ALTER TABLE revisions ADD COLUMN significance TEXT;

-- Edits that were no revision: counts, times, advertisements.
ALTER TABLE articles ADD COLUMN noise_edits INTEGER NOT NULL DEFAULT 0;

-- The entry's fingerprint when the feed last changed it: says whether the feed still serves it.
ALTER TABLE article_sources ADD COLUMN fingerprint BLOB;

-- What was taken for one article although its name had changed, and what people split and merged: with evidence, so that it can be undone.
CREATE TABLE repairs (
  kind       TEXT NOT NULL,                   -- renamed, split, merged
  article_id BIGINT NOT NULL,
  feed_id    BIGINT NOT NULL DEFAULT 0,
  other_id   BIGINT NOT NULL DEFAULT 0,       -- the article that was split off, or merged into this one
  at         BIGINT NOT NULL,
  times      INTEGER NOT NULL DEFAULT 1,
  evidence   TEXT NOT NULL,                   -- JSON
  PRIMARY KEY (kind, article_id, feed_id, other_id)
);
