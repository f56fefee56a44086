-- migrate:up
-- A proof may belong to a message, and a chamber attaches some too.
ALTER TABLE proofs
    ADD COLUMN message text,
    ADD COLUMN from_chamber boolean NOT NULL DEFAULT false;
ALTER TABLE proofs ALTER COLUMN from_chamber DROP DEFAULT;

COMMENT ON COLUMN proofs.message IS 'Which one of the thread of its dossier; null where it only shows what the structure is.';
COMMENT ON COLUMN proofs.from_chamber IS 'Handed in by those who decide, for the organiser to see.';

-- migrate:down
