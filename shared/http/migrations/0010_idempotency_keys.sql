-- migrate:up
CREATE TABLE idempotency_keys (
    scope text NOT NULL,
    key text NOT NULL,
    request_sha256 text NOT NULL,
    status int,
    headers jsonb,
    body bytea,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (scope, key),
    CONSTRAINT idempotency_keys_answer_is_whole CHECK (
        (status IS NULL AND headers IS NULL AND body IS NULL)
        OR (status IS NOT NULL AND headers IS NOT NULL AND body IS NOT NULL)
    )
);

CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);

-- migrate:down
