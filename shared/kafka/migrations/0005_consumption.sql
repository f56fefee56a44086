-- migrate:up
CREATE TABLE applied_offsets (
    consumer_group text NOT NULL,
    topic text NOT NULL,
    partition int NOT NULL,
    next_offset bigint NOT NULL,
    PRIMARY KEY (consumer_group, topic, partition)
);

-- Which records were set aside: a cut must not count them, and a second delivery must not set them aside again.
CREATE TABLE dead_letters (
    consumer_group text NOT NULL,
    topic text NOT NULL,
    partition int NOT NULL,
    record_offset bigint NOT NULL,
    error_class text NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (consumer_group, topic, partition, record_offset)
);

-- migrate:down
