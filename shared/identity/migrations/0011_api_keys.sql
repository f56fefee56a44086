-- migrate:up
CREATE TABLE api_keys (
    key_id text PRIMARY KEY,
    secret_sha256 bytea NOT NULL,
    role text NOT NULL,
    region_code text,
    name text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    revoked_at timestamptz,
    CONSTRAINT api_keys_id_is_eight_hex_digits CHECK (key_id ~ '^[0-9a-f]{8}$'),
    CONSTRAINT api_keys_secret_is_a_digest CHECK (octet_length(secret_sha256) = 32),
    CONSTRAINT api_keys_role_is_known CHECK (role IN ('organiser', 'moderator', 'national', 'service')),
    CONSTRAINT api_keys_moderator_has_a_region CHECK ((role = 'moderator') = (region_code IS NOT NULL))
);

-- migrate:down
