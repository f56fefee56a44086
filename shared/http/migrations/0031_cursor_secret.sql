-- migrate:up
CREATE TABLE cursor_secret (
    only_row boolean PRIMARY KEY DEFAULT true,
    secret bytea NOT NULL,
    CONSTRAINT cursor_secret_is_one CHECK (only_row),
    CONSTRAINT cursor_secret_is_long_enough CHECK (octet_length(secret) = 32)
);

-- Two random UUIDs hold 244 bits of the server's strong random numbers, without an extension.
INSERT INTO cursor_secret (secret)
VALUES (sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));

-- migrate:down
