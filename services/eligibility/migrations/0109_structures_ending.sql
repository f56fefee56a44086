-- migrate:up
CREATE INDEX structures_ending ON structures (verified_until, structure_id) WHERE ended IS NULL;

-- migrate:down
