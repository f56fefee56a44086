-- migrate:up
-- Files that show what a structure is; the files themselves stand in the store of files, under their identifiers.
CREATE TABLE proofs (
    proof_id uuid PRIMARY KEY,
    manifestation_id uuid NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    media_type text NOT NULL,
    size bigint NOT NULL,
    handed_in_by text NOT NULL,
    handed_in_at timestamptz NOT NULL,
    CONSTRAINT proofs_kind_is_known CHECK (kind IN ('statutes', 'esus', 'receipt', 'other')),
    CONSTRAINT proofs_media_type_is_known CHECK (media_type IN ('application/pdf', 'image/png', 'image/jpeg')),
    CONSTRAINT proofs_are_no_larger_than_ten_megabytes CHECK (size BETWEEN 1 AND 10485760)
);

COMMENT ON COLUMN proofs.handed_in_by IS 'Account; the proof is erased with it.';

CREATE INDEX proofs_by_dossier ON proofs (manifestation_id, handed_in_at);
CREATE INDEX proofs_by_account ON proofs (handed_in_by);
CREATE INDEX proofs_by_age ON proofs (handed_in_at);

-- What proofs may read of dossiers: whose they are, whatever structures became one meanwhile.
CREATE VIEW structures_of_dossiers AS SELECT manifestation_id, structure_id FROM dossiers;

-- migrate:down
