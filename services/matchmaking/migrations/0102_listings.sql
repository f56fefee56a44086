-- migrate:up
-- When the manifestations of the public programme take place; one that is gone keeps its version and nothing else.
CREATE TABLE listings (
    manifestation_id uuid PRIMARY KEY,
    version bigint NOT NULL,
    gone boolean NOT NULL,
    title text,
    organiser_name text,
    starts_at timestamptz,
    ends_at timestamptz,
    CONSTRAINT listings_version_counts_from_one CHECK (version >= 1),
    CONSTRAINT listings_gone_means_empty CHECK (
        gone = (title IS NULL)
        AND gone = (organiser_name IS NULL)
        AND gone = (starts_at IS NULL)
        AND gone = (ends_at IS NULL)
    )
);

-- migrate:down
