-- What the next poll was decided by, so that it can be explained, and so that a reload of the lists never beats what a publisher asked for.
ALTER TABLE feeds ADD COLUMN next_poll_reason TEXT NOT NULL DEFAULT 'New';
ALTER TABLE feeds ADD COLUMN not_before INTEGER;       -- what publisher, back-off and floor allow; the schedule may want later, nothing earlier
ALTER TABLE feeds ADD COLUMN answered_at INTEGER;      -- the moment of the last decision
ALTER TABLE feeds ADD COLUMN fresh_for INTEGER;        -- of the last answer, milliseconds
ALTER TABLE feeds ADD COLUMN retry_after INTEGER;      -- of the last answer, milliseconds

ALTER TABLE feeds ADD COLUMN gone_since INTEGER;       -- first 410 since the last success
ALTER TABLE feeds ADD COLUMN gone_at INTEGER;          -- when another one at least a day later confirmed it

ALTER TABLE feeds ADD COLUMN moved_to TEXT;            -- where permanent redirects have led for long enough
ALTER TABLE feeds ADD COLUMN moved_used INTEGER NOT NULL DEFAULT 0; -- 1: polled there
ALTER TABLE feeds ADD COLUMN moving_to TEXT;           -- where they lead since moving_since
ALTER TABLE feeds ADD COLUMN moving_since INTEGER;

ALTER TABLE feeds ADD COLUMN unchanged_since INTEGER;  -- first 304 of those in a row
ALTER TABLE feeds ADD COLUMN doubted_at INTEGER;       -- when it was last asked without validators because of them
ALTER TABLE feeds ADD COLUMN news_days INTEGER NOT NULL DEFAULT 0; -- bit n: something new came n days before last_new_at
ALTER TABLE feeds ADD COLUMN pushed_until INTEGER;     -- end of the lease under which a hub tells us what is new

ALTER TABLE hosts ADD COLUMN failures INTEGER NOT NULL DEFAULT 0; -- in a row, of the kind that concerns the whole host
ALTER TABLE hosts ADD COLUMN noted_at INTEGER;

-- What was asked before is not known in parts: whatever was planned stays the earliest.
UPDATE feeds SET not_before = next_poll_at, next_poll_reason = CASE WHEN failures > 0 THEN 'BackOff' ELSE 'Interval' END WHERE polls > 0;
