-- Letters of Arabic are folded since this version: every article is read into the index of words anew, in the background.
INSERT INTO search_backlog (next) SELECT a.id + 1 FROM articles a WHERE NOT EXISTS (SELECT 1 FROM search_backlog) ORDER BY a.id DESC LIMIT 1;
