-- How each feed publishes, as Polling reads and writes it, and the waiting that one poll is worth over the whole catalog.
ALTER TABLE feeds ADD COLUMN history BLOB;

CREATE TABLE poll_price (
  id         INTEGER PRIMARY KEY CHECK (id = 1),
  price      REAL NOT NULL,                 -- article-hours
  freshness  INTEGER NOT NULL,              -- the polls per feed and day that it was found for
  since      INTEGER NOT NULL,              -- when it was first set
  settled_at INTEGER NOT NULL               -- when it was last adjusted
);
