-- migrate:up
-- Whoever signs in, or asks by a key. Programs have an account too, without an address; so has whoever was erased.
CREATE TABLE accounts (
    account_id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 0,
    email text,
    name text NOT NULL DEFAULT '',
    valid_after timestamptz NOT NULL DEFAULT now(),
    email_bounced_at timestamptz,
    email_bounce text,
    created_at timestamptz NOT NULL DEFAULT now(),
    changed_at timestamptz NOT NULL DEFAULT now(),
    erased_at timestamptz,
    CONSTRAINT accounts_version_counts_from_zero CHECK (version >= 0),
    CONSTRAINT accounts_email_is_an_address CHECK (email ~ '^[^@[:space:]]+@[^@[:space:]]+$' AND length(email) <= 254),
    CONSTRAINT accounts_erased_ones_say_nothing CHECK (erased_at IS NULL OR (email IS NULL AND name = '')),
    CONSTRAINT accounts_bounce_has_a_date CHECK (email_bounce IS NULL OR email_bounced_at IS NOT NULL)
);

COMMENT ON COLUMN accounts.version IS 'Of what was told of the account last; none before its first transaction ends.';
COMMENT ON COLUMN accounts.name IS 'As the person wants to be called; of a program, what it is. Never told.';
COMMENT ON COLUMN accounts.valid_after IS 'Sessions that began before open nothing any more.';
COMMENT ON COLUMN accounts.email_bounced_at IS 'Since when the address takes no mail for good (SMTP 5xx).';

-- Nobody has two accounts by writing an address in capitals.
CREATE UNIQUE INDEX accounts_email_belongs_to_one ON accounts (lower(email));

-- What an account may do beyond what everybody may who signs in.
CREATE TABLE account_roles (
    account_id uuid NOT NULL REFERENCES accounts (account_id),
    role text NOT NULL,
    region_code text,
    since timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, role),
    CONSTRAINT account_roles_role_is_known CHECK (role IN ('moderator', 'national', 'service')),
    CONSTRAINT account_roles_moderator_has_a_region CHECK ((role = 'moderator') = (region_code IS NOT NULL))
);

CREATE INDEX account_roles_by_region ON account_roles (region_code) WHERE role = 'moderator';

CREATE TABLE account_grants (
    grant_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES accounts (account_id),
    act text NOT NULL,
    role text NOT NULL,
    region_code text,
    given_by uuid REFERENCES accounts (account_id),
    given_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT account_grants_act_is_known CHECK (act IN ('granted', 'withdrawn'))
);

COMMENT ON COLUMN account_grants.given_by IS 'NULL where it was done on the machine, with the moisess command.';

CREATE INDEX account_grants_by_account ON account_grants (account_id, grant_id);

CREATE FUNCTION refuse_to_rewrite_grants() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'account_grants is append-only' USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER account_grants_are_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON account_grants
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite_grants();

-- Of programs; the text of a key is kept nowhere.
CREATE TABLE account_keys (
    key_id text PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES accounts (account_id),
    secret_sha256 bytea NOT NULL,
    name text NOT NULL,
    scope text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz,
    revoked_at timestamptz,
    CONSTRAINT account_keys_id_is_eight_hex_digits CHECK (key_id ~ '^[0-9a-f]{8}$'),
    CONSTRAINT account_keys_secret_is_a_digest CHECK (octet_length(secret_sha256) = 32),
    CONSTRAINT account_keys_scope_is_known CHECK (scope IN ('read', 'write')),
    CONSTRAINT account_keys_expire_after_they_were_made CHECK (expires_at > created_at)
);

CREATE INDEX account_keys_by_account ON account_keys (account_id, created_at);

-- Signed out before their token ends by itself; told until then.
CREATE TABLE ended_sessions (
    session_id uuid PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES accounts (account_id),
    signed_in_at timestamptz NOT NULL,
    ended_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX ended_sessions_by_account ON ended_sessions (account_id);
CREATE INDEX ended_sessions_by_age ON ended_sessions (signed_in_at);

-- Those who look after the manifestations of one structure together.
CREATE TABLE teams (
    team_id uuid PRIMARY KEY,
    name text NOT NULL,
    identifier_kind text,
    identifier text,
    proven_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT teams_have_a_name CHECK (name <> ''),
    CONSTRAINT teams_identifier_has_a_kind CHECK ((identifier_kind IS NULL) = (identifier IS NULL)),
    CONSTRAINT teams_identifier_kind_is_known CHECK (identifier_kind IN ('siren', 'rna', 'uai', 'rnf')),
    CONSTRAINT teams_proof_is_of_an_identifier CHECK (proven_at IS NULL OR identifier IS NOT NULL)
);

COMMENT ON COLUMN teams.proven_at IS 'Since when a chamber or a provider of identity has said that it is the structure''s own.';

-- A number that somebody typed proves nothing, so several teams may claim it until one is believed.
CREATE UNIQUE INDEX teams_proven_identifier_belongs_to_one ON teams (identifier_kind, identifier)
    WHERE proven_at IS NOT NULL;
CREATE INDEX teams_by_identifier ON teams (identifier_kind, identifier);

CREATE TABLE team_members (
    team_id uuid NOT NULL REFERENCES teams (team_id),
    account_id uuid NOT NULL REFERENCES accounts (account_id),
    joined_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (team_id, account_id)
);

CREATE INDEX team_members_by_account ON team_members (account_id);

-- Links that were sent and not clicked yet; one that was used, or is too old, is gone.
CREATE TABLE sign_in_links (
    token_sha256 bytea PRIMARY KEY,
    email text NOT NULL,
    onward text NOT NULL,
    asked_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT sign_in_links_token_is_a_digest CHECK (octet_length(token_sha256) = 32)
);

COMMENT ON COLUMN sign_in_links.onward IS 'Page of ours that the person came from; empty where there was none.';

CREATE INDEX sign_in_links_by_email ON sign_in_links (lower(email));
CREATE INDEX sign_in_links_by_age ON sign_in_links (asked_at);

-- What sessions are signed with; the public half is told to the other services.
CREATE TABLE session_signing_keys (
    key_id text PRIMARY KEY,
    private_key text NOT NULL,
    public_key text NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now(),
    version bigint NOT NULL DEFAULT 1,
    retired_at timestamptz,
    CONSTRAINT session_signing_keys_version_is_positive CHECK (version > 0)
);

COMMENT ON COLUMN session_signing_keys.private_key IS 'JWK; never leaves this database, and is emptied when the key is retired.';

-- migrate:down
