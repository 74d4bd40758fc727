-- Times are Unix milliseconds, UTC. Hashes are 16 bytes. Lists are JSON.

CREATE TABLE counters (
  name  TEXT PRIMARY KEY,
  value INTEGER NOT NULL
);
INSERT INTO counters (name, value) VALUES ('articles', 0), ('changes', 0);

CREATE TABLE feeds (
  id              INTEGER PRIMARY KEY,
  url             TEXT NOT NULL UNIQUE,
  host            TEXT NOT NULL,
  state           TEXT NOT NULL,             -- active, paused, retired
  definition_hash BLOB NOT NULL,             -- of what the list says; a changed one is taken over
  listed_title    TEXT,                      -- the list's title wins over the feed's own
  tags            TEXT NOT NULL,
  title           TEXT,
  description     TEXT,
  site_url        TEXT,
  language        TEXT,
  image_url       TEXT,
  etag            TEXT,
  last_modified   TEXT,
  validators_origin TEXT,                    -- who gave them, when it was not the feed's own origin
  body_hash       BLOB,
  fingerprints    BLOB,                      -- of the entries of the last document, 16 bytes each
  parser_version  INTEGER NOT NULL DEFAULT 0,
  ttl_minutes     INTEGER,                   -- what the last document asked for; a 304 does not repeat it
  skip_hours      INTEGER NOT NULL DEFAULT 0, -- bit n: not in hour n, UTC
  skip_days       INTEGER NOT NULL DEFAULT 0, -- bit n: not on day n of the week, Sunday is 0
  next_poll_at    INTEGER NOT NULL,
  next_poll_why   TEXT NOT NULL,
  last_poll_at    INTEGER,
  last_success_at INTEGER,
  last_new_at     INTEGER,
  failures        INTEGER NOT NULL DEFAULT 0, -- in a row
  failure_class   TEXT,
  failure_reason  TEXT,
  polls           INTEGER NOT NULL DEFAULT 0,
  added_at        INTEGER NOT NULL
);
CREATE INDEX feeds_due ON feeds (next_poll_at) WHERE state = 'active';

CREATE TABLE hosts (
  host       TEXT PRIMARY KEY,
  not_before INTEGER NOT NULL,
  held       INTEGER NOT NULL,               -- 1: left alone on purpose; 0: only pacing
  why        TEXT NOT NULL
);

CREATE TABLE articles (
  id                   INTEGER PRIMARY KEY,
  feed_id              INTEGER NOT NULL REFERENCES feeds (id),
  url                  TEXT,
  title                TEXT,
  summary              TEXT,
  content              TEXT,
  language             TEXT,
  image_url            TEXT,
  comments_url         TEXT,
  authors              TEXT NOT NULL,
  categories           TEXT NOT NULL,
  enclosures           TEXT NOT NULL,
  extra                TEXT,
  published_at         INTEGER NOT NULL,     -- never later than seen_at, frozen
  dated                INTEGER NOT NULL,     -- 1 when the publisher dated it
  updated_at           INTEGER,              -- the publisher's word
  seen_at              INTEGER NOT NULL,
  changed_at           INTEGER NOT NULL,
  revision             INTEGER NOT NULL,
  content_fingerprint  BLOB NOT NULL,
  revision_fingerprint BLOB NOT NULL
);
CREATE INDEX articles_newest ON articles (published_at DESC, id DESC);

CREATE TABLE article_sources (
  feed_id    INTEGER NOT NULL REFERENCES feeds (id),
  article_id INTEGER NOT NULL REFERENCES articles (id),
  guid_hash  BLOB,
  link_hash  BLOB,
  guid       TEXT,
  url        TEXT,
  seen_at    INTEGER NOT NULL,
  PRIMARY KEY (feed_id, article_id)
) WITHOUT ROWID;
CREATE INDEX article_sources_article ON article_sources (article_id);

-- No reference to articles: a key outlives its article, so that what was purged does not come back as new.
CREATE TABLE article_keys (
  feed_id    INTEGER NOT NULL,
  kind       INTEGER NOT NULL,               -- 1 guid, 2 link, 3 content
  hash       BLOB NOT NULL,
  article_id INTEGER NOT NULL,
  PRIMARY KEY (feed_id, kind, hash)
) WITHOUT ROWID;
CREATE INDEX article_keys_links ON article_keys (hash) WHERE kind = 2;

CREATE TABLE revisions (
  article_id  INTEGER NOT NULL REFERENCES articles (id),
  revision    INTEGER NOT NULL,
  replaced_at INTEGER NOT NULL,
  url         TEXT,
  title       TEXT,
  summary     TEXT,
  content     TEXT,
  authors     TEXT NOT NULL,
  categories  TEXT NOT NULL,
  enclosures  TEXT NOT NULL,
  PRIMARY KEY (article_id, revision)
) WITHOUT ROWID;

CREATE TABLE changes (
  number     INTEGER PRIMARY KEY,            -- without gaps, in commit order
  kind       TEXT NOT NULL,                  -- created, updated, merged, removed
  article_id INTEGER NOT NULL,
  feed_id    INTEGER NOT NULL,
  revision   INTEGER NOT NULL,
  at         INTEGER NOT NULL
);

-- A ring for each feed: poll number n lies in slot n modulo the number kept.
CREATE TABLE polls (
  feed_id     INTEGER NOT NULL REFERENCES feeds (id),
  slot        INTEGER NOT NULL,
  started_at  INTEGER NOT NULL,
  duration_ms INTEGER NOT NULL,
  outcome     TEXT NOT NULL,
  status      INTEGER,
  bytes       INTEGER NOT NULL,
  entries     INTEGER NOT NULL,
  created     INTEGER NOT NULL,
  updated     INTEGER NOT NULL,
  known       INTEGER NOT NULL,
  reason      TEXT,
  diagnostics TEXT,
  PRIMARY KEY (feed_id, slot)
) WITHOUT ROWID;
