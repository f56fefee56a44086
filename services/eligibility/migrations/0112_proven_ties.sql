-- migrate:up
CREATE INDEX known_accounts_with_proof ON known_accounts ((account_id::text)) WHERE proven_sirets <> '[]';

-- For which structures accounts speak because a provider of identity says that the person works there. It goes with the
-- account, and with the provider's word.
CREATE VIEW proven_ties AS
SELECT DISTINCT account_id::text AS account, structure_id
FROM known_accounts
CROSS JOIN jsonb_array_elements_text(proven_sirets) AS siret
JOIN structure_numbers ON number = 'siren:' || left(siret, 9)
WHERE proven_sirets <> '[]';

ALTER TABLE ties
    ALTER COLUMN made_by DROP NOT NULL,
    ALTER COLUMN made_at DROP NOT NULL,
    ADD CONSTRAINT ties_are_made_by_somebody CHECK ((made_by IS NULL) = (made_at IS NULL)),
    ADD CONSTRAINT ties_that_nobody_made_are_withdrawn CHECK (made_by IS NOT NULL OR withdrawn_by IS NOT NULL);

COMMENT ON COLUMN ties.made_by IS 'Account of whoever found it; null of what a provider of identity proves, which has a row once it is withdrawn.';

-- A chamber that takes a tie back is believed against a provider.
CREATE OR REPLACE VIEW ties_in_force AS
SELECT account, structure_id FROM ties WHERE withdrawn_at IS NULL
UNION ALL
SELECT account, structure_id
FROM proven_ties AS proven
WHERE NOT EXISTS (
    SELECT FROM ties WHERE ties.account = proven.account AND ties.structure_id = proven.structure_id
);

-- migrate:down
