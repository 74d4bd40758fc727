-- How long and how many articles of a feed are kept, where its list says it; NULL: as the settings have it.
ALTER TABLE feeds ADD COLUMN max_age INTEGER;      -- milliseconds, 0 for ever
ALTER TABLE feeds ADD COLUMN max_articles INTEGER; -- 0 all
