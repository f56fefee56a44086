-- migrate:up
-- When the manifestations of the public programme take place; one that is gone keeps its version and nothing else.
CREATE TABLE listings (
    manifestation_id uuid PRIMARY KEY,
    version bigint NOT NULL,
    gone boolean NOT NULL,
    title text,
    organiser_name text,
    organiser_structure_id uuid,
    busy tstzmultirange,
    CONSTRAINT listings_version_counts_from_one CHECK (version >= 1),
    CONSTRAINT listings_gone_means_empty CHECK (
        gone = (title IS NULL)
        AND gone = (organiser_name IS NULL)
        AND gone = (busy IS NULL)
        AND NOT (gone AND organiser_structure_id IS NOT NULL)
    )
);

COMMENT ON COLUMN listings.busy IS 'Every date that is held; empty where all are cancelled.';

-- migrate:down
