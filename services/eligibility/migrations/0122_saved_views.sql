-- migrate:up
-- Filters of a queue that somebody has given a name, each their own.
CREATE TABLE desk_views (
    account_id text NOT NULL,
    name text NOT NULL,
    query text NOT NULL, -- of the address, from its question mark on; empty for the queue as it is
    saved_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, name)
);

-- migrate:down
