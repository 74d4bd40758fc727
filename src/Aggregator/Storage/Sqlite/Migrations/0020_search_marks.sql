-- Of SQLite alone. The index of words, built anew: rows are numbered backwards (2^35 - article), so that the newest are read first; beginnings of three
-- letters have lists of their own; marks are the hours of publishing, tags and feeds (SearchMarks). More parts that are merged more seldom pay for that.
DROP TABLE article_search;
CREATE VIRTUAL TABLE article_search USING fts5 (
  title, body, author, feed, marks,
  content = '', contentless_delete = 1, prefix = '3', tokenize = "unicode61 remove_diacritics 2"
);
INSERT INTO article_search (article_search, rank) VALUES ('automerge', 16), ('crisismerge', 32);

-- Titles once more by themselves.
CREATE VIRTUAL TABLE title_search USING fts5 (
  title, marks,
  content = '', contentless_delete = 1, prefix = '3', tokenize = "unicode61 remove_diacritics 2"
);

-- What ranking needs of hundreds of articles, without the pages that their texts fill.
CREATE INDEX article_heads ON articles (id, published_at, title);

-- Articles that are to be read into the index anew, since other feeds carry them now.
CREATE TABLE search_again (
  article_id BIGINT PRIMARY KEY
);

DELETE FROM search_backlog;
INSERT INTO search_backlog (next) SELECT id + 1 FROM articles ORDER BY id DESC LIMIT 1;
