-- migrate:up
-- Answers of the public register, kept for some days; without names, addresses, leaders or elected people.
CREATE TABLE register_entries (
    identifier text PRIMARY KEY,
    found boolean NOT NULL,
    facts jsonb,
    fetched_at timestamptz NOT NULL,
    CONSTRAINT register_entries_facts_only_when_found CHECK (found = (facts IS NOT NULL))
);

-- migrate:down
