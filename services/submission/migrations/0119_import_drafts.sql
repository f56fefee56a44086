-- migrate:up
ALTER TABLE import_rows ADD COLUMN draft_id text;

COMMENT ON COLUMN import_rows.draft_id IS 'Draft in which what is missing can be filled in.';

-- migrate:down
