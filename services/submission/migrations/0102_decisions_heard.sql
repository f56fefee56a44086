-- migrate:up
-- The last decision heard per manifestation. No foreign key: a decision may be heard before its manifestation is
-- known here again, for instance after a restore.
CREATE TABLE decisions_heard (
    manifestation_id uuid PRIMARY KEY,
    version bigint NOT NULL,
    judged_version bigint NOT NULL,
    verdict text NOT NULL,
    reasons jsonb NOT NULL,
    region_code text,
    published jsonb, -- which version readers may see; null where they see none
    decided_at timestamptz NOT NULL,
    CONSTRAINT decisions_heard_version_is_positive CHECK (version > 0),
    CONSTRAINT decisions_heard_verdict_is_known CHECK (verdict IN ('eligible', 'to_review', 'refused', 'withdrawn'))
);

-- migrate:down
