-- migrate:up
-- What somebody decided at a desk: told after ten seconds, unless they undo it.
CREATE TABLE desk_rulings (
    ruling_id uuid PRIMARY KEY,
    batch_id uuid NOT NULL,
    manifestation_id uuid NOT NULL,
    based_on bigint NOT NULL,
    judged_version bigint NOT NULL,
    act text NOT NULL,
    said jsonb NOT NULL,
    account_id text NOT NULL,
    region_code text,
    made_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'held',
    outcome text,
    CONSTRAINT desk_rulings_act_is_known CHECK (act IN ('accept', 'refuse', 'ask')),
    CONSTRAINT desk_rulings_state_is_known CHECK (state IN ('held', 'undone', 'done', 'void'))
);

COMMENT ON COLUMN desk_rulings.batch_id IS 'Of those that were decided at one go, and can be undone at one.';
COMMENT ON COLUMN desk_rulings.based_on IS 'Version of the decision that was in force then.';
COMMENT ON COLUMN desk_rulings.outcome IS 'Why it was not carried out.';

-- Of two who decide at once one is first, and the other is shown it.
CREATE UNIQUE INDEX desk_rulings_one_held ON desk_rulings (manifestation_id) WHERE state = 'held';
CREATE INDEX desk_rulings_by_batch ON desk_rulings (batch_id);

-- migrate:down
