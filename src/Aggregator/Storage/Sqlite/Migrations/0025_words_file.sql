-- Of SQLite alone. The index of words is in a file of its own now (WordsFile), built anew of the articles. Its parts here go one by one (WordsBacklog).
DROP TABLE title_search;
DROP TABLE search_backlog;

-- The file says of which database it is.
INSERT INTO counters (name, value) VALUES ('words', ABS(RANDOM() / 2));
