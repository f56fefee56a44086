-- migrate:up
ALTER TABLE account_keys ADD COLUMN last_used_at timestamptz;

COMMENT ON COLUMN account_keys.last_used_at IS 'At the doors of submission, written at most once an hour.';

-- migrate:down
