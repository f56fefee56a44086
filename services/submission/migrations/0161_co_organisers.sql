-- migrate:up
-- A structure that a manifestation names beside its organiser is asked by mail whether that is so. The address is
-- forgotten with the answer, or with the time for it; the answer stands beside the name for as long as it is named.
CREATE TABLE co_organisers_asked (
    manifestation_id uuid NOT NULL REFERENCES manifestations (id),
    name text NOT NULL, -- as the manifestation has it
    asked_id uuid NOT NULL UNIQUE,
    token_sha256 bytea UNIQUE,
    email text,
    asked_by uuid NOT NULL REFERENCES accounts (account_id),
    asked_at timestamptz NOT NULL,
    times integer NOT NULL DEFAULT 1,
    answer text,
    answered_at timestamptz,
    PRIMARY KEY (manifestation_id, name),
    CONSTRAINT co_organisers_asked_token_is_a_digest CHECK (octet_length(token_sha256) = 32),
    CONSTRAINT co_organisers_asked_answer_yes_or_no CHECK (answer IN ('yes', 'no')),
    CONSTRAINT co_organisers_asked_answer_at_a_moment CHECK ((answer IS NULL) = (answered_at IS NULL)),
    CONSTRAINT co_organisers_asked_once CHECK (answer IS NULL OR num_nonnulls(token_sha256, email) = 0)
);

CREATE INDEX co_organisers_asked_by_email ON co_organisers_asked (lower(email)) WHERE email IS NOT NULL;
CREATE INDEX co_organisers_asked_by_account ON co_organisers_asked (asked_by);
CREATE INDEX co_organisers_asked_by_age ON co_organisers_asked (asked_at) WHERE token_sha256 IS NOT NULL;

-- migrate:down
