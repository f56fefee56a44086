-- migrate:up
-- Uses of access keys that are not told yet: submission, which lists keys, hears of them.
CREATE TABLE key_uses (
    key_id text PRIMARY KEY,
    used_at timestamptz NOT NULL DEFAULT now()
);

-- migrate:down
