ALTER TABLE polls ADD COLUMN bound TEXT; -- the limit that ended the visit; NULL when none did
