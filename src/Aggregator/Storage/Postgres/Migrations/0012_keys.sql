-- Who may ask over HTTP. The key itself is shown once and kept nowhere.
CREATE TABLE api_keys (
  name       TEXT PRIMARY KEY,
  scope      TEXT NOT NULL,                    -- Read, Write
  hash       BYTEA NOT NULL,                   -- SHA-256 of the key
  created_at BIGINT NOT NULL
);
