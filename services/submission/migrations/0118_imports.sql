-- migrate:up
-- Files of manifestations, as they were sent, and what is to become of each record; forgotten after a month.
CREATE TABLE imports (
    import_id uuid PRIMARY KEY,
    account_id text NOT NULL,
    caller jsonb NOT NULL,
    file_name text NOT NULL,
    content bytea NOT NULL,
    options jsonb NOT NULL,
    send boolean NOT NULL,
    state text NOT NULL DEFAULT 'reading',
    refusal text,
    notes jsonb NOT NULL DEFAULT '[]',
    columns jsonb NOT NULL DEFAULT '[]',
    shape text,
    records int NOT NULL DEFAULT 0,
    done int NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    changed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT imports_state_is_known CHECK (state IN ('reading', 'read', 'sending', 'sent', 'refused'))
);

COMMENT ON COLUMN imports.caller IS 'In which role, and in which teams, it was sent.';
COMMENT ON COLUMN imports.send IS 'What is complete is registered as soon as it is read; else somebody looks first.';

CREATE INDEX imports_by_account ON imports (account_id, created_at DESC);
CREATE INDEX imports_by_age ON imports (created_at);

CREATE TABLE import_rows (
    import_id uuid NOT NULL REFERENCES imports (import_id) ON DELETE CASCADE,
    number int NOT NULL,
    first int NOT NULL,
    fields jsonb NOT NULL,
    body jsonb,
    title text NOT NULL,
    reference text,
    numbered boolean NOT NULL,
    faults jsonb NOT NULL,
    notes jsonb NOT NULL,
    outcome text NOT NULL,
    message text NOT NULL,
    known uuid,
    manifestation_id uuid,
    settled boolean NOT NULL DEFAULT false,
    PRIMARY KEY (import_id, number),
    CONSTRAINT import_rows_outcome_is_known CHECK (
        outcome IN ('new', 'registered', 'updated', 'unchanged', 'incomplete', 'duplicate', 'refused', 'set_aside')
    )
);

COMMENT ON COLUMN import_rows.first IS 'Record whose manifestation it gives a further date of; its own number where it is none.';
COMMENT ON COLUMN import_rows.settled IS 'Nothing will be done about it any more: a run that is taken up again passes it over.';

-- How an account reads the columns of files of one shape.
CREATE TABLE import_columns (
    account_id text NOT NULL,
    shape text NOT NULL,
    columns jsonb NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, shape)
);

-- migrate:down
