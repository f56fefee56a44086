-- migrate:up
-- When the broker refused the record for its size; such a row is not sent until somebody has this emptied again.
ALTER TABLE outbox ADD COLUMN refused_at timestamptz;

-- Hardly ever has an entry, so that counting refused rows costs nothing while a long outbox waits.
CREATE INDEX outbox_refused ON outbox (id) WHERE refused_at IS NOT NULL;

-- migrate:down
