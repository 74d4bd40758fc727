-- Documents that had no entry in common with the one before: articles came and went in between.
ALTER TABLE feeds ADD COLUMN gaps BIGINT NOT NULL DEFAULT 0;
ALTER TABLE feeds ADD COLUMN gap_at BIGINT;            -- the last one
