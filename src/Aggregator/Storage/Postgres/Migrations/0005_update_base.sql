ALTER TABLE feeds ADD COLUMN ttl_base BIGINT;         -- when a period of ttl_minutes began, by the feed's word (sy:updateBase)
