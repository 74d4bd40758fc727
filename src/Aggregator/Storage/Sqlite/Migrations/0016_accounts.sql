-- Who reads with a feed reader of their own, by the name of their key: their state outlives the key.
CREATE TABLE accounts (
  name        TEXT PRIMARY KEY,
  login_hash  BLOB,                          -- SHA-256 of what the reader sends instead of the key; NULL: it sends the key
  key_hash    BLOB,                          -- of the key that it was given for; with another key it ends
  read_until  INTEGER NOT NULL,                -- articles up to this number count as read
  created_at  INTEGER NOT NULL
);
CREATE UNIQUE INDEX accounts_login ON accounts (login_hash);

-- What was marked as read as a whole, by feed: articles up to a number.
CREATE TABLE account_feeds (
  account     TEXT NOT NULL,
  feed_id     INTEGER NOT NULL,
  read_until  INTEGER NOT NULL,
  PRIMARY KEY (account, feed_id)
) WITHOUT ROWID;

-- Single articles that were marked.
CREATE TABLE account_articles (
  account     TEXT NOT NULL,
  article_id  INTEGER NOT NULL,
  is_read     INTEGER,                         -- NULL: as the numbers above say
  is_starred  INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (account, article_id)
) WITHOUT ROWID;
CREATE INDEX account_articles_article ON account_articles (article_id);
CREATE INDEX account_articles_starred ON account_articles (account, article_id) WHERE is_starred = 1;
