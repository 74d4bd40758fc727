-- What happened in each hour, a number under each name: charts are drawn from it, whatever of the polls themselves is still kept.
CREATE TABLE tallies (
  hour   INTEGER NOT NULL,                     -- since 1970, UTC
  name   TEXT NOT NULL,                        -- polls.NotModified, created, updated, delay.12 …
  number INTEGER NOT NULL,
  PRIMARY KEY (hour, name)
) WITHOUT ROWID;

-- What each taking over of the lists changed.
CREATE TABLE list_changes (
  at      INTEGER PRIMARY KEY,
  added   INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  moved   INTEGER NOT NULL,
  retired INTEGER NOT NULL,
  sample  TEXT NOT NULL                        -- JSON: URLs of the first of them
);

-- Moving averages over a week: tables of feeds are sorted by them. NULL: not known yet.
ALTER TABLE feeds ADD COLUMN daily_articles DOUBLE PRECISION;
ALTER TABLE feeds ADD COLUMN daily_bytes DOUBLE PRECISION;
ALTER TABLE feeds ADD COLUMN delay_log DOUBLE PRECISION; -- logarithm of the seconds from publication to storage, the latest articles counting most

-- Rows of feeds are wide. What is asked of all of them at once (how many are how, tables by any column) is read from here, at a tenth of the pages.
CREATE INDEX feeds_narrow ON feeds (
  id, state, host, gone_at, polls, failures, next_poll_at, moved_to, quiet_after, last_poll_at, last_success_at, added_at,
  daily_articles, daily_bytes, delay_log, listed_title, title, url
);
