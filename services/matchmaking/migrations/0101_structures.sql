-- migrate:up
-- One row per structure ever heard of; one that is gone keeps its row, so that its version keeps guarding.
CREATE TABLE structures (
    structure_id uuid PRIMARY KEY,
    version bigint NOT NULL,
    gone boolean NOT NULL,
    name text,
    usual_name text,
    search_name text COLLATE "C",
    legal_family text,
    region_code text,
    themes jsonb NOT NULL,
    verified_until timestamptz,
    CONSTRAINT structures_version_counts_from_one CHECK (version >= 1),
    CONSTRAINT structures_present_ones_have_a_name CHECK (gone OR (name IS NOT NULL AND search_name IS NOT NULL))
);

COMMENT ON COLUMN structures.name IS 'As the register writes it, else as a chamber accepted it; of what is gone, as it was shown.';
COMMENT ON COLUMN structures.search_name IS
    'Usual name and name in lower case, without accents or signs; also the order of lists.';

CREATE INDEX structures_in_order ON structures (search_name, structure_id) WHERE NOT gone;

-- migrate:down
