-- Where each receiver of webhooks stands in the stream of changes.
CREATE TABLE webhooks (
  name          TEXT PRIMARY KEY,
  cursor        INTEGER NOT NULL,             -- the last change that was taken
  batch_end     INTEGER,                      -- the last change of the batch that is being delivered: tries of one batch have one id
  delivered_at  INTEGER,
  failures      INTEGER NOT NULL DEFAULT 0,   -- tries in a row that were not taken
  failing_since INTEGER,
  refused_since INTEGER,                      -- the receiver answers, and refuses this very batch
  next_try_at   INTEGER NOT NULL DEFAULT 0,
  status        INTEGER,                      -- of the last answer
  reason        TEXT,                        -- why the last try was not taken
  paused_at     INTEGER,
  owner         TEXT,                        -- the daemon that delivers
  owned_until   INTEGER NOT NULL DEFAULT 0
);

-- Batches that a receiver refused for good; the changes themselves are in the stream.
CREATE TABLE dead_letters (
  webhook      TEXT NOT NULL,
  first_change INTEGER NOT NULL,
  last_change  INTEGER NOT NULL,
  died_at      INTEGER NOT NULL,
  status       INTEGER,
  reason       TEXT NOT NULL,
  replay_at    INTEGER,                       -- somebody wants it delivered again
  PRIMARY KEY (webhook, first_change)
);

-- How far those got who follow the stream of changes within the daemon.
CREATE TABLE cursors (
  name   TEXT PRIMARY KEY,
  number INTEGER NOT NULL
);

-- Texts of article pages, beside those that feeds carry. A row without text waits for its page, or has none.
CREATE TABLE full_texts (
  article_id  INTEGER PRIMARY KEY,
  revision    INTEGER NOT NULL,               -- of the article, when its page was asked for
  feed_id     INTEGER NOT NULL,
  url         TEXT NOT NULL,
  host        TEXT NOT NULL,
  content     TEXT,
  fetched_at  INTEGER,
  tries       INTEGER NOT NULL DEFAULT 0,
  next_try_at INTEGER,                        -- null when nothing is to be done
  reason      TEXT                           -- why there is no text
);
CREATE INDEX full_texts_due ON full_texts (next_try_at) WHERE next_try_at IS NOT NULL;

-- What hubs are to tell us (WebSub).
CREATE TABLE subscriptions (
  feed_id      INTEGER PRIMARY KEY,
  hub          TEXT NOT NULL,
  topic        TEXT NOT NULL,
  token        TEXT NOT NULL,                -- the unguessable part of the callback's URL
  secret       TEXT NOT NULL,                -- hubs sign what they push with it
  asked_at     INTEGER,
  verified_at  INTEGER,
  lease_until  INTEGER,
  pushed_at    INTEGER,                       -- the last push that was taken
  missing_at   INTEGER,                       -- polling found what should have been pushed
  failures     INTEGER NOT NULL DEFAULT 0,
  next_try_at  INTEGER NOT NULL DEFAULT 0,
  reason       TEXT
);
CREATE UNIQUE INDEX subscriptions_token ON subscriptions (token);
ALTER TABLE feeds ADD COLUMN hub_url TEXT;
ALTER TABLE feeds ADD COLUMN topic_url TEXT;
