ALTER TABLE feeds ADD COLUMN ttl_base INTEGER;         -- when a period of ttl_minutes began, by the feed's word (sy:updateBase)
