-- migrate:up
ALTER TABLE manifestations ADD COLUMN by_program boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN manifestations.by_program IS 'Registered with a key or from a file: no receipt by mail, and its decisions come with others in one mail.';

-- Decisions on what programs and files registered, until the mail that gathers them: at most one in ten minutes to each
-- of those who look after them. Written and deleted, never changed, so that whoever writes waits for nobody.
CREATE TABLE decisions_gathered (
    reader text NOT NULL, -- team/<id> or account/<id>
    manifestation_id uuid NOT NULL,
    version bigint NOT NULL,
    decision jsonb NOT NULL,
    PRIMARY KEY (reader, manifestation_id, version)
);

-- migrate:down
