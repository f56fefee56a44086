-- migrate:up
-- The last decision that was weighed for a mail to the organiser, whether or not it was worth one.
CREATE TABLE decisions_announced (
    manifestation_id uuid PRIMARY KEY,
    version bigint NOT NULL,
    judged_version bigint NOT NULL,
    verdict text NOT NULL,
    paper boolean NOT NULL,
    CONSTRAINT decisions_announced_version_is_positive CHECK (version > 0)
);

-- migrate:down
