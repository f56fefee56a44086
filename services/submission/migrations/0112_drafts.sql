-- migrate:up
-- What people have filled in and not sent; a draft goes by the token of its form.
CREATE TABLE drafts (
    draft_id text NOT NULL,
    account_id text NOT NULL,
    edition integer NOT NULL,
    version bigint NOT NULL,
    filled jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    -- Two accounts may bring the same token: none of them reaches the other's draft by it.
    PRIMARY KEY (account_id, draft_id),
    CONSTRAINT drafts_are_named CHECK (length(draft_id) BETWEEN 16 AND 200)
);

CREATE INDEX drafts_by_edition ON drafts (edition);
CREATE INDEX drafts_by_age ON drafts (changed_at);

-- What was sent after the session had ended: whoever signs in next with the token of the form finds it again.
CREATE TABLE parked_forms (
    draft_id text PRIMARY KEY,
    filled jsonb NOT NULL,
    parked_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT parked_forms_are_named CHECK (length(draft_id) BETWEEN 16 AND 200)
);

CREATE INDEX parked_forms_by_age ON parked_forms (parked_at);

-- migrate:down
