-- migrate:up
-- Which accounts speak for which structures, as a chamber or the national team found.
CREATE TABLE ties (
    account text NOT NULL,
    structure_id uuid,
    made_by text NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now(),
    withdrawn_at timestamptz,
    withdrawn_by text,
    CONSTRAINT ties_once UNIQUE NULLS NOT DISTINCT (account, structure_id),
    CONSTRAINT ties_are_withdrawn_by_somebody CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
);

COMMENT ON COLUMN ties.structure_id IS 'Null for a partner that registers for any structure, which the national team answers for.';
COMMENT ON COLUMN ties.made_by IS 'Account of whoever found it.';

CREATE INDEX ties_by_structure ON ties (structure_id);

-- What dossiers may read of ties.
CREATE VIEW ties_in_force AS SELECT account, structure_id FROM ties WHERE withdrawn_at IS NULL;

CREATE INDEX dossiers_of_untied_accounts ON dossiers (structure_id)
    WHERE verdict = 'to_review' AND reasons @> '[{"code": "account_not_tied"}]';

-- migrate:down
