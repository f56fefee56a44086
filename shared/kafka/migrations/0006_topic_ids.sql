-- migrate:up
-- A topic that is deleted and created again has another id; offsets of the one mean nothing in the other.
ALTER TABLE applied_offsets ADD COLUMN topic_id uuid;

COMMENT ON COLUMN applied_offsets.topic_id IS 'Null where the offset was kept before ids were; the next consumer says.';

-- Rows stay: what the former topic said is in the tables, and no topic can say it again.
CREATE TABLE recreated_topics (
    consumer_group text NOT NULL,
    topic text NOT NULL,
    former_topic_id uuid NOT NULL,
    topic_id uuid NOT NULL,
    noticed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (consumer_group, topic, former_topic_id)
);

-- migrate:down
