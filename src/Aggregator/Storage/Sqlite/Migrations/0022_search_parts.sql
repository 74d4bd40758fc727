-- Of SQLite alone. The index of words is built anew in parts, one table for each 262,144 articles (SearchParts makes them): what a query costs depends on
-- the articles of a part, not on those of the store, since the newest parts mostly have enough; and no list that is merged is longer than a part.
DROP TABLE article_search;
CREATE TABLE search_parts (
  part BIGINT PRIMARY KEY                     -- the part of articles part * 262144 and above: the table article_search_<part>
);

DELETE FROM search_backlog;
INSERT INTO search_backlog (next) SELECT id + 1 FROM articles ORDER BY id DESC LIMIT 1;
