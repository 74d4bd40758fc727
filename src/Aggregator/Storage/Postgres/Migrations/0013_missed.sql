-- Older pages that are read to find what came and went between two visits.
ALTER TABLE feeds ADD COLUMN missed_url TEXT;              -- the next page to read; NULL when nothing is missing, or is to be had
ALTER TABLE feeds ADD COLUMN missed_since BIGINT;         -- the visit that found the gap
ALTER TABLE feeds ADD COLUMN missed_left BIGINT NOT NULL DEFAULT 0;
ALTER TABLE feeds ADD COLUMN gaps_closed BIGINT NOT NULL DEFAULT 0; -- gaps of which nothing is missing any more
