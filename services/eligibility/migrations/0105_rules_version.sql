-- migrate:up
ALTER TABLE dossiers ADD COLUMN rules_version text NOT NULL DEFAULT '';
ALTER TABLE dossiers ALTER COLUMN rules_version DROP DEFAULT;
ALTER TABLE decisions ADD COLUMN rules_version text NOT NULL DEFAULT '';
ALTER TABLE decisions ALTER COLUMN rules_version DROP DEFAULT;

COMMENT ON COLUMN dossiers.rules_version IS 'Set of rules by which the criteria were judged last; empty before sets had names.';
COMMENT ON COLUMN decisions.rules_version IS 'Set of rules behind it; empty before sets had names.';

-- migrate:down
