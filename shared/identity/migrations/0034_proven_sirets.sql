-- migrate:up
ALTER TABLE known_accounts ADD COLUMN proven_sirets jsonb NOT NULL DEFAULT '[]';
ALTER TABLE known_accounts ALTER COLUMN proven_sirets DROP DEFAULT;

COMMENT ON COLUMN known_accounts.proven_sirets IS 'Of the establishments for which a provider of identity says that the person works.';

-- migrate:down
