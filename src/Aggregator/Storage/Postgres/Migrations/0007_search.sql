-- The words of articles, parted and folded by us as SQLite's unicode61 does it: no extension and no dictionary of the server is needed, and a query finds the
-- same on both. Weights are columns: A title, B author, C feed, D body. Scripts without spaces are written as pairs of characters.
CREATE TABLE article_search (
  article_id BIGINT PRIMARY KEY,
  words      TSVECTOR NOT NULL
);
CREATE INDEX article_search_words ON article_search USING gin (words);

-- Articles that were stored before there was an index: those below next are still to be read into it, from the newest to the oldest.
CREATE TABLE search_backlog (
  next BIGINT NOT NULL
);
INSERT INTO search_backlog (next) SELECT id + 1 FROM articles ORDER BY id DESC LIMIT 1;
