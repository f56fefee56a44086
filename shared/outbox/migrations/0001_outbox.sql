-- migrate:up
CREATE TABLE outbox (
    -- Drawn under the entity's row lock, so for one entity id order is commit order; the cache must stay 1.
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic text NOT NULL,
    key text NOT NULL,
    version bigint NOT NULL,
    headers jsonb NOT NULL,
    payload bytea,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT outbox_payload_fits_a_record CHECK (octet_length(payload) <= 900000)
);

-- The table is empty most of the time and churns when it is not: dead rows must not pile up in front of the relay.
ALTER TABLE outbox SET (
    autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_threshold = 5000,
    fillfactor = 100,
    -- A record of some kilobytes fits its page; to press it together first costs more than to write it.
    toast_tuple_target = 8160
);

-- migrate:down
