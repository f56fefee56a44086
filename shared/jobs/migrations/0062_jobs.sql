-- migrate:up
-- Work that a transaction asks for and that is done after it. A row is kept once done: its key says that it has been.
CREATE TABLE jobs (
    job_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL,
    key text NOT NULL,
    arguments jsonb NOT NULL,
    state text NOT NULL DEFAULT 'waiting',
    due_at timestamptz NOT NULL, -- when it was asked for
    run_at timestamptz NOT NULL, -- from when on it may run: later than asked for once it has failed
    attempts int NOT NULL DEFAULT 0,
    most_attempts int NOT NULL,
    lease uuid, -- of the run under way; drawn anew for every run, so that a worker that has lost it ends nobody else's
    heartbeat_at timestamptz,
    last_error text,
    enqueued_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz,
    CONSTRAINT jobs_kind_and_key_are_unique UNIQUE (kind, key),
    CONSTRAINT jobs_state_is_known CHECK (state IN ('waiting', 'running', 'done', 'dead')),
    CONSTRAINT jobs_running_have_a_lease CHECK (
        (state = 'running') = (lease IS NOT NULL) AND (state = 'running') = (heartbeat_at IS NOT NULL)
    ),
    CONSTRAINT jobs_ended_say_when CHECK ((state IN ('done', 'dead')) = (ended_at IS NOT NULL)),
    CONSTRAINT jobs_attempts_are_counted CHECK (attempts >= 0 AND most_attempts > 0)
);

CREATE INDEX jobs_waiting ON jobs (run_at, job_id) WHERE state = 'waiting';
CREATE INDEX jobs_running ON jobs (heartbeat_at) WHERE state = 'running';
CREATE INDEX jobs_ended ON jobs (state, ended_at) WHERE ended_at IS NOT NULL;

-- migrate:down
