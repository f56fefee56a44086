-- migrate:up
-- Structures whose people were written to before a ruling ends; once an end.
CREATE TABLE structure_reminders (
    structure_id uuid NOT NULL REFERENCES structures (structure_id),
    verified_until timestamptz NOT NULL,
    reminded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (structure_id, verified_until)
);

-- migrate:down
