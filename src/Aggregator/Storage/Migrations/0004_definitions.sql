-- What the lists said of a feed when they were last taken over: a JSON object of settings, secrets as fingerprints. NULL: an earlier version did it.
ALTER TABLE feeds ADD COLUMN definition TEXT;

-- The feed that took this one's articles over, when the lists said that it replaces it.
ALTER TABLE feeds ADD COLUMN replaced_by INTEGER;
