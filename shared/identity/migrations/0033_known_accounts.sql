-- migrate:up
-- What submission told of the accounts; one that is gone keeps its row, so that its version keeps guarding.
CREATE TABLE known_accounts (
    account_id uuid PRIMARY KEY,
    version bigint NOT NULL,
    gone boolean NOT NULL,
    roles jsonb NOT NULL,
    keys jsonb NOT NULL,
    valid_after timestamptz,
    ended_sessions jsonb NOT NULL,
    CONSTRAINT known_accounts_version_counts_from_one CHECK (version >= 1),
    CONSTRAINT known_accounts_present_ones_are_dated CHECK (gone OR valid_after IS NOT NULL)
);

COMMENT ON COLUMN known_accounts.keys IS 'By the identifiers of the keys.';

CREATE INDEX known_accounts_by_key ON known_accounts USING gin (keys) WHERE NOT gone;

-- The public keys by which sessions are verified.
CREATE TABLE known_session_keys (
    key_id text PRIMARY KEY,
    version bigint NOT NULL,
    gone boolean NOT NULL,
    public_key text,
    CONSTRAINT known_session_keys_version_counts_from_one CHECK (version >= 1),
    CONSTRAINT known_session_keys_present_ones_are_there CHECK (gone OR public_key IS NOT NULL)
);

-- migrate:down
