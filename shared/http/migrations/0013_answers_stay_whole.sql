-- migrate:up
-- As in the outbox: an answer of some kilobytes is kept for a week and hardly ever read.
ALTER TABLE idempotency_keys SET (toast_tuple_target = 8160);

-- migrate:down
