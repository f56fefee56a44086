-- migrate:up
-- A request that was answered, and with what; its row is written with the work, or not at all.
CREATE TABLE idempotency_keys (
    scope text NOT NULL,
    key text NOT NULL,
    request_sha256 text NOT NULL,
    status int NOT NULL,
    headers jsonb NOT NULL,
    body bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (scope, key)
);

CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);

-- As in the outbox: an answer of some kilobytes is kept for a week and hardly ever read.
ALTER TABLE idempotency_keys SET (toast_tuple_target = 8160);

-- migrate:down
