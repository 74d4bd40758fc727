ALTER TABLE feeds ADD COLUMN quiet_after INTEGER;      -- from when on silence is longer than its rhythm explains; set when something new comes
