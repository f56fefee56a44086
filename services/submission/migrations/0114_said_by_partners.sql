-- migrate:up
-- What a partner said last of a manifestation under its reference, field by field and as digests: what it sends again
-- unchanged must not undo what a chamber corrected since.
CREATE TABLE said_by_partners (
    manifestation_id uuid PRIMARY KEY REFERENCES manifestations (id),
    said jsonb NOT NULL
);

-- All that one account registered under references, withdrawn or not.
CREATE INDEX manifestations_by_reference
    ON manifestations (owner_id, edition, external_id)
    WHERE external_id IS NOT NULL;

-- migrate:down
