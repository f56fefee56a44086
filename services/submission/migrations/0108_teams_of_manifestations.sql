-- migrate:up
-- Without a team a manifestation is its owner's alone; with one it is the team's, whoever registered it.
ALTER TABLE manifestations
    ADD COLUMN team_id uuid REFERENCES teams (team_id),
    ADD COLUMN changed_by text,
    ADD COLUMN changed_as text,
    ADD CONSTRAINT manifestations_changed_as_is_a_role
        CHECK (changed_as IN ('organiser', 'moderator', 'national', 'service'));

COMMENT ON COLUMN manifestations.team_id IS 'Of the structure that organises it; changes without a version, since nobody is told.';
COMMENT ON COLUMN manifestations.changed_by IS 'Account that made the present version; NULL where only the topic knew of it.';
COMMENT ON COLUMN manifestations.changed_as IS 'Role in which it did: a chamber acts for an organiser.';

CREATE INDEX manifestations_by_team ON manifestations (team_id, updated_at DESC, id DESC) WHERE team_id IS NOT NULL;

ALTER TABLE manifestation_versions
    ADD COLUMN owner_id text,
    ADD COLUMN changed_by text,
    ADD COLUMN changed_as text;

-- migrate:down
