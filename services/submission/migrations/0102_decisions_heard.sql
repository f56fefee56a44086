-- migrate:up
-- The last decision heard per manifestation. No foreign key: a decision may be heard before its manifestation is
-- known here again, for instance after a restore.
CREATE TABLE decisions_heard (
    manifestation_id uuid PRIMARY KEY,
    version bigint NOT NULL,
    judged_version bigint NOT NULL,
    verdict text NOT NULL,
    reasons jsonb NOT NULL,
    online boolean NOT NULL,
    paper boolean NOT NULL,
    decided_at timestamptz NOT NULL,
    CONSTRAINT decisions_heard_version_is_positive CHECK (version > 0),
    CONSTRAINT decisions_heard_verdict_is_known CHECK (verdict IN ('eligible', 'to_review', 'refused', 'withdrawn')),
    CONSTRAINT decisions_heard_paper_implies_online CHECK (online OR NOT paper)
);

-- A manifestation as its organiser sees it.
CREATE VIEW manifestations_with_decision AS
SELECT
    manifestations.id,
    manifestations.version,
    manifestations.state,
    manifestations.edition,
    manifestations.region_code,
    manifestations.organiser,
    manifestations.content,
    manifestations.external_id,
    manifestations.owner_key_id,
    manifestations.created_at,
    manifestations.updated_at,
    decisions_heard.version AS heard_version,
    decisions_heard.judged_version,
    decisions_heard.verdict,
    decisions_heard.reasons,
    decisions_heard.online,
    decisions_heard.paper
FROM manifestations
LEFT JOIN decisions_heard ON decisions_heard.manifestation_id = manifestations.id;

-- migrate:down
