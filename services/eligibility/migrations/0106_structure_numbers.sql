-- migrate:up
-- Under which id a structure is known by each of its numbers; of legal persons, or as they were claimed.
CREATE TABLE structure_numbers (
    number text PRIMARY KEY,
    structure_id uuid NOT NULL,
    rank bigint GENERATED ALWAYS AS IDENTITY,
    kept_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON COLUMN structure_numbers.number IS 'With its kind: siren:…, rna:…, uai:…, rnf:….';
COMMENT ON COLUMN structure_numbers.rank IS 'In the order in which numbers were met: the older of two ids stays.';

CREATE INDEX structure_numbers_by_structure ON structure_numbers (structure_id, rank);

-- Ids that turned out to be of one structure; a row is for ever, so that whoever knows an old id is led on.
CREATE TABLE structure_merges (
    gone_id uuid PRIMARY KEY,
    kept_id uuid NOT NULL,
    tied_by text NOT NULL,
    found_at timestamptz NOT NULL DEFAULT now(),
    done_at timestamptz,
    CONSTRAINT structure_merges_join_two_ids CHECK (gone_id <> kept_id)
);

COMMENT ON COLUMN structure_merges.tied_by IS 'The number that led to the id which goes, when the register showed that both are one.';
COMMENT ON COLUMN structure_merges.done_at IS 'When readers were told; null while that is to be done.';

CREATE INDEX structure_merges_to_do ON structure_merges (gone_id) WHERE done_at IS NULL;

ALTER TABLE structures
    ADD COLUMN replaces jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN ended text,
    ADD COLUMN merged_into uuid,
    ADD CONSTRAINT structures_end_is_known CHECK (ended IN ('merged', 'unverified', 'expired', 'ceased')),
    ADD CONSTRAINT structures_merged_ones_lead_on CHECK ((merged_into IS NULL) = (ended IS DISTINCT FROM 'merged'));

COMMENT ON COLUMN structures.ended IS 'Why it is no longer told; its version is then that of the tombstone.';

CREATE INDEX dossiers_by_structure ON dossiers (structure_id);

-- migrate:down
