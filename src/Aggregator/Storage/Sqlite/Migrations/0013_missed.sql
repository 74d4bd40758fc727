-- Older pages that are read to find what came and went between two visits.
ALTER TABLE feeds ADD COLUMN missed_url TEXT;              -- the next page to read; NULL when nothing is missing, or is to be had
ALTER TABLE feeds ADD COLUMN missed_since INTEGER;         -- the visit that found the gap
ALTER TABLE feeds ADD COLUMN missed_left INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feeds ADD COLUMN gaps_closed INTEGER NOT NULL DEFAULT 0; -- gaps of which nothing is missing any more
