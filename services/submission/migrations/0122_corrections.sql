-- migrate:up
-- Corrections that were asked for and made, each once.
CREATE TABLE corrections_heard (
    correction_id uuid PRIMARY KEY,
    heard_at timestamptz NOT NULL DEFAULT now()
);

-- migrate:down
