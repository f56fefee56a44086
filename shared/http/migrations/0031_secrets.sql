-- migrate:up
-- What every process of the service has to know and nobody else, by what it is for; drawn once, and never changed.
CREATE TABLE secrets (
    name text PRIMARY KEY,
    -- Two random UUIDs hold 244 bits of the server's strong random numbers, without an extension.
    value bytea NOT NULL DEFAULT sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())),
    CONSTRAINT secrets_are_long_enough CHECK (octet_length(value) = 32)
);

INSERT INTO secrets (name) VALUES ('cursors');

-- migrate:down
