-- migrate:up
-- Who did what at a desk, when, why and for whom; each line's hash is made of the one before.
CREATE TABLE audit_lines (
    number bigint PRIMARY KEY,
    at timestamptz NOT NULL,
    act text NOT NULL,
    account_id text NOT NULL,
    region_code text,
    manifestation_id uuid,
    version bigint,
    structure_id uuid,
    for_account text,
    why text,
    hash bytea NOT NULL,
    CONSTRAINT audit_lines_count_from_one CHECK (number > 0)
);

COMMENT ON COLUMN audit_lines.region_code IS 'Whose desk it was done at; null for the national team.';
COMMENT ON COLUMN audit_lines.version IS 'Of the decision that it made, or was about.';
COMMENT ON COLUMN audit_lines.for_account IS 'Whom it concerns.';

CREATE INDEX audit_lines_by_region ON audit_lines (region_code, number);

-- The last line, so that one cut off at the end is missed too; whoever writes the next one holds it.
CREATE TABLE audit_head (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    number bigint NOT NULL DEFAULT 0,
    hash bytea NOT NULL DEFAULT '\x'
);

INSERT INTO audit_head DEFAULT VALUES;

CREATE FUNCTION refuse_to_rewrite_audit_lines() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit_lines is append-only' USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER audit_lines_are_append_only
    BEFORE UPDATE OR DELETE ON audit_lines
    FOR EACH ROW EXECUTE FUNCTION refuse_to_rewrite_audit_lines();

-- migrate:down
