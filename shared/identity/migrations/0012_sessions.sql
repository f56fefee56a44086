-- migrate:up
CREATE TABLE sessions (
    token_sha256 bytea PRIMARY KEY,
    key_id text NOT NULL REFERENCES api_keys (key_id),
    created_at timestamptz NOT NULL DEFAULT now(),
    last_seen_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT sessions_token_is_a_digest CHECK (octet_length(token_sha256) = 32)
);

CREATE INDEX sessions_by_key ON sessions (key_id);

-- migrate:down
