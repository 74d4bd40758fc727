-- How each feed publishes, as Polling reads and writes it, and the waiting that one poll is worth over the whole catalog.
ALTER TABLE feeds ADD COLUMN history BYTEA;

CREATE TABLE poll_price (
  id         BIGINT PRIMARY KEY CHECK (id = 1),
  price      DOUBLE PRECISION NOT NULL,                 -- article-hours
  freshness  BIGINT NOT NULL,              -- the polls per feed and day that it was found for
  since      BIGINT NOT NULL,              -- when it was first set
  settled_at BIGINT NOT NULL               -- when it was last adjusted
);
