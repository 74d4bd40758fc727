-- What the lists said of a feed when they were last taken over: a JSON object of settings, secrets as fingerprints. NULL: an earlier version did it.
ALTER TABLE feeds ADD COLUMN definition TEXT;

-- The feed that took this one's articles over, when the lists said that it replaces it.
ALTER TABLE feeds ADD COLUMN replaced_by INTEGER;

-- Tags that rules of its feed gave an article, besides those of the feed.
ALTER TABLE articles ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';

-- When the jobs of the daemon's calendar last ran: a restart does not forget.
CREATE TABLE jobs (
  name        TEXT PRIMARY KEY,
  started_at  INTEGER NOT NULL,
  duration_ms INTEGER NOT NULL,
  failure     TEXT                           -- NULL: it went well
);
