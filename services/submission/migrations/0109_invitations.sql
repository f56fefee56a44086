-- migrate:up
-- Into a team, into a chamber, or to take over a manifestation; one that was used, or is too old, is gone.
CREATE TABLE invitations (
    invitation_id uuid PRIMARY KEY,
    token_sha256 bytea NOT NULL UNIQUE,
    email text NOT NULL,
    label text NOT NULL,
    team_id uuid REFERENCES teams (team_id),
    region_code text,
    manifestation_id uuid REFERENCES manifestations (id),
    invited_by uuid NOT NULL REFERENCES accounts (account_id),
    invited_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT invitations_token_is_a_digest CHECK (octet_length(token_sha256) = 32),
    CONSTRAINT invitations_are_into_one_thing CHECK (num_nonnulls(team_id, region_code, manifestation_id) = 1)
);

COMMENT ON COLUMN invitations.label IS 'Name of the structure, name of the chamber or title of the manifestation, as it was then.';

CREATE INDEX invitations_by_team ON invitations (team_id) WHERE team_id IS NOT NULL;
CREATE INDEX invitations_by_region ON invitations (region_code) WHERE region_code IS NOT NULL;
CREATE INDEX invitations_by_manifestation ON invitations (manifestation_id) WHERE manifestation_id IS NOT NULL;
CREATE INDEX invitations_by_email ON invitations (lower(email));
CREATE INDEX invitations_by_age ON invitations (invited_at);

-- migrate:down
