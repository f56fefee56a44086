-- migrate:up
-- In submission the editions themselves, everywhere else what was heard of them.
CREATE TABLE editions (
    year int PRIMARY KEY,
    version bigint NOT NULL,
    state text NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    registration_opens_at timestamptz,
    registration_closes_at timestamptz,
    national_contact text,
    regions jsonb NOT NULL,
    themes jsonb NOT NULL,
    formats jsonb NOT NULL,
    cosmetic jsonb NOT NULL,
    extra_fields jsonb NOT NULL,
    print_limits jsonb NOT NULL,
    changed_at timestamptz NOT NULL,
    CONSTRAINT editions_version_is_positive CHECK (version > 0),
    CONSTRAINT editions_season_is_in_order CHECK (first_day <= last_day)
);

-- migrate:down
