-- What happened in each hour, counted when it is stored: polls by outcome, pushes, bytes, articles, and how long articles were on their way.
CREATE TABLE hourly (
  hour  INTEGER NOT NULL,                      -- its beginning
  kind  TEXT NOT NULL,                        -- poll, push, bytes, article, delay
  what  TEXT NOT NULL,                        -- the outcome; received; created or updated; the bucket
  total INTEGER NOT NULL,
  PRIMARY KEY (hour, kind, what)
) WITHOUT ROWID;
INSERT INTO hourly (hour, kind, what, total) SELECT started_at - started_at % 3600000, 'poll', outcome, COUNT(*) FROM polls GROUP BY 1, 3;
INSERT INTO hourly (hour, kind, what, total) SELECT started_at - started_at % 3600000, 'bytes', 'received', CAST(SUM(bytes) AS BIGINT) FROM polls GROUP BY 1;
INSERT INTO hourly (hour, kind, what, total) SELECT at - at % 3600000, 'article', kind, COUNT(*) FROM changes WHERE kind IN ('created', 'updated') GROUP BY 1, 3;
