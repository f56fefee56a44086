-- migrate:up
ALTER TABLE dossiers
    ADD COLUMN verifies boolean NOT NULL DEFAULT false,
    ADD COLUMN verified_until timestamptz;
ALTER TABLE dossiers ALTER COLUMN verifies DROP DEFAULT;

COMMENT ON COLUMN dossiers.verifies IS 'The organiser''s right to take part stands by it: by the register, or by a ruling.';
COMMENT ON COLUMN dossiers.verified_until IS 'When that ends; null where it rests on the register.';

CREATE INDEX dossiers_that_verify ON dossiers (structure_id, verified_until) WHERE verifies;

-- When the register was last asked whether a structure has ceased.
CREATE TABLE structure_looks (
    structure_id uuid PRIMARY KEY REFERENCES structures (structure_id),
    looked_at timestamptz NOT NULL
);

-- What dossiers may read of structures: whether each is told, and until when.
CREATE VIEW told_structures AS
    SELECT structure_id, verified_until, ended IS NULL AS is_told
    FROM structures
    WHERE name <> '' AND (ended IS NULL OR ended IN ('unverified', 'expired'));

-- migrate:down
