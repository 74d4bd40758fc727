-- Of SQLite alone. Contentless: the text stands in articles; snippets are cut from it. Scripts without spaces are written as pairs of characters.
CREATE VIRTUAL TABLE article_search USING fts5 (
  title, body, author, feed,
  content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
);

-- Articles that were stored before there was an index: those below next are still to be read into it, from the newest to the oldest.
CREATE TABLE search_backlog (
  next BIGINT NOT NULL
);
INSERT INTO search_backlog (next) SELECT id + 1 FROM articles ORDER BY id DESC LIMIT 1;
