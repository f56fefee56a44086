-- migrate:up
-- When the next question to the public register may leave, whichever process asks it.
CREATE TABLE register_turns (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    next_at timestamptz NOT NULL DEFAULT '-infinity'
);

INSERT INTO register_turns DEFAULT VALUES;

-- migrate:down
