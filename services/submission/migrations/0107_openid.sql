-- migrate:up
-- Sign-ins on their way at a provider; one that came back, or is too old, is gone.
CREATE TABLE openid_attempts (
    state_sha256 bytea PRIMARY KEY,
    provider text NOT NULL,
    nonce text NOT NULL,
    code_verifier text NOT NULL,
    browser_sha256 bytea NOT NULL,
    onward text NOT NULL,
    begun_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT openid_attempts_state_is_a_digest CHECK (octet_length(state_sha256) = 32),
    CONSTRAINT openid_attempts_browser_is_a_digest CHECK (octet_length(browser_sha256) = 32)
);

CREATE INDEX openid_attempts_by_age ON openid_attempts (begun_at);

-- Under which names providers know the account. ProConnect has one for each pair of service and employer's provider.
CREATE TABLE openid_identities (
    issuer text NOT NULL,
    subject text NOT NULL,
    account_id uuid NOT NULL REFERENCES accounts (account_id),
    siret text,
    linked_at timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (issuer, subject),
    CONSTRAINT openid_identities_siret_is_fourteen_digits CHECK (siret ~ '^[0-9]{14}$')
);

COMMENT ON COLUMN openid_identities.siret IS 'For whom the person works, of a provider that is trusted with that.';

CREATE INDEX openid_identities_by_account ON openid_identities (account_id);

-- What a provider wants to see where its session is to end with ours; it says who the person is, so it goes with it.
CREATE TABLE openid_sessions (
    session_id uuid PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES accounts (account_id),
    provider text NOT NULL,
    id_token text NOT NULL,
    begun_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX openid_sessions_by_account ON openid_sessions (account_id);
CREATE INDEX openid_sessions_by_age ON openid_sessions (begun_at);

-- migrate:down
