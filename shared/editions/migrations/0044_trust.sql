-- migrate:up
ALTER TABLE editions ADD COLUMN trust jsonb NOT NULL DEFAULT '{"accepted": 5, "sample": 10}';
ALTER TABLE editions ALTER COLUMN trust DROP DEFAULT;

-- migrate:down
