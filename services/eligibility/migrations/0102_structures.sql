-- migrate:up
-- Structures whose right to take part was established, as they were last told.
CREATE TABLE structures (
    structure_id uuid PRIMARY KEY,
    version bigint NOT NULL,
    name text NOT NULL,
    legal_family text NOT NULL,
    region_code text NOT NULL,
    themes text[] NOT NULL,
    siren text,
    verified_at timestamptz NOT NULL,
    CONSTRAINT structures_version_is_positive CHECK (version > 0)
);

-- migrate:down
