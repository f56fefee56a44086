-- migrate:up
-- One row per manifestation: what was judged last, and the decision on it.
CREATE TABLE dossiers (
    manifestation_id uuid PRIMARY KEY,
    version bigint NOT NULL,
    judged_version bigint NOT NULL,
    region_code text NOT NULL,
    verdict text NOT NULL,
    online boolean NOT NULL,
    paper boolean NOT NULL,
    reasons jsonb NOT NULL,
    decided_by text NOT NULL,
    decided_at timestamptz NOT NULL,
    opened_at timestamptz NOT NULL,
    awaits_register boolean NOT NULL,
    correlation_id text,
    manifestation jsonb NOT NULL,
    CONSTRAINT dossiers_version_is_positive CHECK (version > 0),
    CONSTRAINT dossiers_judged_version_is_positive CHECK (judged_version > 0),
    CONSTRAINT dossiers_verdict_is_known CHECK (verdict IN ('eligible', 'to_review', 'refused', 'withdrawn')),
    CONSTRAINT dossiers_decider_is_known CHECK (decided_by IN ('rules', 'chamber', 'national', 'organiser')),
    CONSTRAINT dossiers_online_only_when_eligible CHECK (online = (verdict = 'eligible')),
    CONSTRAINT dossiers_paper_only_what_is_online CHECK (online OR NOT paper),
    CONSTRAINT dossiers_only_a_review_awaits_the_register CHECK (verdict = 'to_review' OR NOT awaits_register)
);

COMMENT ON COLUMN dossiers.version IS 'Of the decision; grows by one with each.';
COMMENT ON COLUMN dossiers.judged_version IS 'Of the manifestation, as its organiser left it.';
COMMENT ON COLUMN dossiers.correlation_id IS 'Of the change that was judged, to tie a later decision to it.';

CREATE INDEX dossiers_by_age ON dossiers (opened_at, manifestation_id);
CREATE INDEX dossiers_by_region ON dossiers (region_code, verdict, opened_at, manifestation_id);
CREATE INDEX dossiers_awaiting_the_register ON dossiers (opened_at) WHERE awaits_register;

CREATE TABLE decisions (
    manifestation_id uuid NOT NULL REFERENCES dossiers (manifestation_id),
    version bigint NOT NULL,
    judged_version bigint NOT NULL,
    verdict text NOT NULL,
    online boolean NOT NULL,
    paper boolean NOT NULL,
    reasons jsonb NOT NULL,
    decided_by text NOT NULL,
    decided_at timestamptz NOT NULL,
    key_id text,
    PRIMARY KEY (manifestation_id, version)
);

COMMENT ON COLUMN decisions.key_id IS 'Access key of the moderator who decided; null where no person did.';

CREATE FUNCTION refuse_to_rewrite_decisions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'decisions is append-only' USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER decisions_are_append_only
    BEFORE UPDATE OR DELETE ON decisions
    FOR EACH ROW EXECUTE FUNCTION refuse_to_rewrite_decisions();

-- migrate:down
