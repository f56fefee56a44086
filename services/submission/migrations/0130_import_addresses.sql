-- migrate:up
-- A file that is fetched from an address by the job that reads it; its content is empty until then.
ALTER TABLE imports ADD COLUMN address text;

-- migrate:down
