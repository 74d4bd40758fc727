-- Articles that are to be read into the index of words anew.
CREATE TABLE search_again (
  article_id BIGINT PRIMARY KEY
);
