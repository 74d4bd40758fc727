-- Of SQLite alone. The indexes of words collect what a transaction brings in memory, up to 8 MB, and write it once: with FTS5's 1 MB a transaction of some
-- hundred articles wrote several parts, each of which is merged again later.
INSERT INTO article_search (article_search, rank) VALUES ('hashsize', 8388608);
INSERT INTO title_search (title_search, rank) VALUES ('hashsize', 8388608), ('automerge', 16), ('crisismerge', 32);
