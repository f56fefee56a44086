-- migrate:up
-- When the last decision on a manifestation became known here: partners ask what has changed since they asked last. A
-- table of its own, since a rebuild compares rows of decisions_heard with what their topic says.
CREATE TABLE decisions_heard_at (
    manifestation_id uuid PRIMARY KEY,
    heard_at timestamptz NOT NULL
);

INSERT INTO decisions_heard_at (manifestation_id, heard_at)
SELECT manifestation_id, now()
FROM decisions_heard;

CREATE FUNCTION note_when_a_decision_was_heard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO decisions_heard_at (manifestation_id, heard_at)
    VALUES (NEW.manifestation_id, clock_timestamp())
    ON CONFLICT (manifestation_id) DO UPDATE
        SET heard_at = excluded.heard_at;
    RETURN NEW;
END
$$;

CREATE TRIGGER decisions_heard_are_dated
    AFTER INSERT OR UPDATE ON decisions_heard
    FOR EACH ROW EXECUTE FUNCTION note_when_a_decision_was_heard();

-- migrate:down
