-- Earlier texts as differences from the text that replaced them; rows from before have them whole in summary and content.
ALTER TABLE revisions ADD COLUMN summary_delta BLOB;
ALTER TABLE revisions ADD COLUMN content_delta BLOB;

-- What the edit that ended this revision changed: title, link, content, summary, attributes, media.
ALTER TABLE revisions ADD COLUMN significance TEXT;

-- Edits that were no revision: counts, times, advertisements.
ALTER TABLE articles ADD COLUMN noise_edits INTEGER NOT NULL DEFAULT 0;

-- The entry's fingerprint when the feed last changed it: says whether the feed still serves it.
ALTER TABLE article_sources ADD COLUMN fingerprint BLOB;

-- Repairs of identity, with their evidence: what was taken for one article, split or merged.
CREATE TABLE repairs (
  id         INTEGER PRIMARY KEY,
  at         BIGINT NOT NULL,
  kind       TEXT NOT NULL,                   -- renamed, split, merged
  feed_id    BIGINT,
  article_id BIGINT NOT NULL,
  other_id   BIGINT,
  rule       TEXT,
  evidence   TEXT NOT NULL                    -- JSON
);
CREATE INDEX repairs_article ON repairs (article_id);
