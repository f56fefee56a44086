-- migrate:up
-- As far as what is filled in says: before its paper cut-off, whoever has drafts there is reminded of them.
ALTER TABLE drafts ADD COLUMN region_code text;

CREATE INDEX drafts_by_region ON drafts (edition, region_code) WHERE region_code IS NOT NULL;

-- migrate:down
