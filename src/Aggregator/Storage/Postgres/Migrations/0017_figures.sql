-- What happened in each hour, a number under each name: charts are drawn from it, whatever of the polls themselves is still kept.
CREATE TABLE tallies (
  hour   BIGINT NOT NULL,                     -- since 1970, UTC
  name   TEXT NOT NULL,                        -- polls.NotModified, created, updated, delay.12 …
  number BIGINT NOT NULL,
  PRIMARY KEY (hour, name)
);

-- What each taking over of the lists changed.
CREATE TABLE list_changes (
  at      BIGINT PRIMARY KEY,
  added   BIGINT NOT NULL,
  changed BIGINT NOT NULL,
  moved   BIGINT NOT NULL,
  retired BIGINT NOT NULL,
  sample  TEXT NOT NULL                        -- JSON: URLs of the first of them
);

-- Moving averages over a week: tables of feeds are sorted by them. NULL: not known yet.
ALTER TABLE feeds ADD COLUMN daily_articles DOUBLE PRECISION;
ALTER TABLE feeds ADD COLUMN daily_bytes DOUBLE PRECISION;
ALTER TABLE feeds ADD COLUMN delay_log DOUBLE PRECISION; -- logarithm of the seconds from publication to storage, the latest articles counting most
