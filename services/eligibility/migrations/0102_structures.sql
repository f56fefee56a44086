-- migrate:up
-- Structures whose right to take part was established, as they were last told.
CREATE TABLE structures (
    structure_id uuid PRIMARY KEY,
    version bigint NOT NULL,
    name text NOT NULL,
    usual_name text,
    legal_family text,
    region_code text,
    themes jsonb NOT NULL,
    siren text,
    verified_at timestamptz NOT NULL,
    verified_until timestamptz,
    CONSTRAINT structures_version_is_positive CHECK (version > 0),
    CONSTRAINT structures_themes_are_a_list CHECK (jsonb_typeof(themes) = 'array')
);

COMMENT ON COLUMN structures.legal_family IS 'Null where no register tells the form.';
COMMENT ON COLUMN structures.siren IS 'Never that of a natural person.';

-- Ids are public: without a secret, who tries all nine digits would find the number that one was made of. With another
-- secret every structure would have another id.
INSERT INTO secrets (name) VALUES ('structure ids');

-- migrate:down
