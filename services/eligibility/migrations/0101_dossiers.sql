-- migrate:up
-- One row per manifestation: what was judged last, the decision on it, and what readers may see.
CREATE TABLE dossiers (
    manifestation_id uuid PRIMARY KEY,
    version bigint NOT NULL,
    judged_version bigint NOT NULL,
    region_code text,
    verdict text NOT NULL,
    reasons jsonb NOT NULL,
    published jsonb,
    first_published_at timestamptz,
    decided_by text NOT NULL,
    decided_at timestamptz NOT NULL,
    opened_at timestamptz NOT NULL,
    awaits_register boolean NOT NULL,
    correlation_id text,
    structure_id uuid NOT NULL,
    register_answer jsonb NOT NULL,
    manifestation jsonb NOT NULL,
    ruling jsonb,
    CONSTRAINT dossiers_version_is_positive CHECK (version > 0),
    CONSTRAINT dossiers_judged_version_is_positive CHECK (judged_version > 0),
    CONSTRAINT dossiers_verdict_is_known CHECK (verdict IN ('eligible', 'to_review', 'refused', 'withdrawn')),
    CONSTRAINT dossiers_decider_is_known CHECK (decided_by IN ('rules', 'chamber', 'national', 'organiser')),
    CONSTRAINT dossiers_what_is_eligible_is_published CHECK (
        verdict <> 'eligible' OR (published ->> 'judged_version')::bigint IS NOT DISTINCT FROM judged_version
    ),
    CONSTRAINT dossiers_what_is_refused_or_withdrawn_is_not_published CHECK (
        verdict NOT IN ('refused', 'withdrawn') OR published IS NULL
    ),
    CONSTRAINT dossiers_what_is_published_once_was_so_first CHECK (
        published IS NULL OR first_published_at IS NOT NULL
    ),
    CONSTRAINT dossiers_only_a_review_awaits_the_register CHECK (verdict = 'to_review' OR NOT awaits_register)
);

COMMENT ON COLUMN dossiers.version IS 'Of the decision; grows by one with each.';
COMMENT ON COLUMN dossiers.judged_version IS 'Of the manifestation, as its organiser left it.';
COMMENT ON COLUMN dossiers.region_code IS 'Region whose chamber decides; null where the national team does.';
COMMENT ON COLUMN dossiers.published IS 'The approved version that readers may see; while an amendment waits, an earlier one than was judged.';
COMMENT ON COLUMN dossiers.first_published_at IS 'Stays when what was published is taken offline.';
COMMENT ON COLUMN dossiers.correlation_id IS 'Of the change that was judged, to tie a later decision to it.';
COMMENT ON COLUMN dossiers.structure_id IS 'Which structure the organiser is, verified or not.';
COMMENT ON COLUMN dossiers.register_answer IS 'What is known of the organiser: which structure it is rests on it, however late a decision comes.';
COMMENT ON COLUMN dossiers.ruling IS 'What a chamber or the national team last decided, with the manifestation as it was then.';

CREATE INDEX dossiers_by_age ON dossiers (opened_at, manifestation_id);
CREATE INDEX dossiers_by_region ON dossiers (region_code, verdict, opened_at, manifestation_id);
CREATE INDEX dossiers_awaiting_the_register ON dossiers (opened_at) WHERE awaits_register;

-- What a person refused is looked for whenever something is judged; refusals are few.
CREATE INDEX dossiers_refused_by_structure ON dossiers (structure_id)
    WHERE ruling #>> '{reason,outcome}' = 'not_met';
CREATE INDEX dossiers_refused_by_owner ON dossiers ((manifestation ->> 'owner'))
    WHERE ruling #>> '{reason,outcome}' = 'not_met';

CREATE TABLE decisions (
    manifestation_id uuid NOT NULL REFERENCES dossiers (manifestation_id),
    version bigint NOT NULL,
    judged_version bigint NOT NULL,
    verdict text NOT NULL,
    published_version bigint,
    paper boolean NOT NULL,
    reasons jsonb NOT NULL,
    decided_by text NOT NULL,
    decided_at timestamptz NOT NULL,
    account_id text,
    PRIMARY KEY (manifestation_id, version),
    CONSTRAINT decisions_only_what_is_published_is_printed CHECK (published_version IS NOT NULL OR NOT paper)
);

COMMENT ON COLUMN decisions.published_version IS 'The judged version that readers could see after it; null where nothing.';
COMMENT ON COLUMN decisions.account_id IS 'Account of the moderator who decided; null where no person did.';

CREATE FUNCTION refuse_to_rewrite_decisions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'decisions is append-only' USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER decisions_are_append_only
    BEFORE UPDATE OR DELETE ON decisions
    FOR EACH ROW EXECUTE FUNCTION refuse_to_rewrite_decisions();

-- migrate:down
