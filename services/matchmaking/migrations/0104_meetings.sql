-- migrate:up
CREATE TABLE meetings (
    meeting_id uuid PRIMARY KEY,
    version bigint NOT NULL,
    state text NOT NULL,
    origin text NOT NULL,
    slot_id uuid NOT NULL,
    during tstzrange NOT NULL,
    tables int NOT NULL,
    table_number int NOT NULL,
    first_structure_id uuid NOT NULL REFERENCES structures (structure_id),
    second_structure_id uuid NOT NULL REFERENCES structures (structure_id),
    changed_at timestamptz NOT NULL,
    CONSTRAINT meetings_follow_their_slot
        FOREIGN KEY (slot_id, during, tables) REFERENCES slots (slot_id, during, tables),
    CONSTRAINT meetings_as_parties_know_them UNIQUE (meeting_id, during),
    CONSTRAINT meetings_version_counts_from_one CHECK (version >= 1),
    CONSTRAINT meetings_state_is_known CHECK (state IN ('booked', 'cancelled')),
    CONSTRAINT meetings_origin_is_known CHECK (origin IN ('chamber', 'request', 'plan')),
    CONSTRAINT meetings_have_a_table_that_exists CHECK (table_number BETWEEN 1 AND tables),
    CONSTRAINT meetings_join_two_structures CHECK (first_structure_id <> second_structure_id)
);

CREATE UNIQUE INDEX meetings_one_per_table ON meetings (slot_id, table_number) WHERE state = 'booked';
CREATE INDEX meetings_by_first_structure ON meetings (first_structure_id);
CREATE INDEX meetings_by_second_structure ON meetings (second_structure_id);
CREATE INDEX meetings_by_slot ON meetings (slot_id);

-- What events may read of meetings: which tables are taken, not by whom.
CREATE VIEW taken_tables AS SELECT slot_id, table_number FROM meetings WHERE state = 'booked';

-- Who is busy when, over all events: a row per party of a booked meeting; a cancelled meeting has none.
CREATE TABLE meeting_parties (
    meeting_id uuid NOT NULL,
    structure_id uuid NOT NULL REFERENCES structures (structure_id),
    during tstzrange NOT NULL,
    PRIMARY KEY (meeting_id, structure_id),
    CONSTRAINT meeting_parties_last_as_their_meeting
        FOREIGN KEY (meeting_id, during) REFERENCES meetings (meeting_id, during),
    -- This line, and no code, is what makes a double booking impossible.
    CONSTRAINT meeting_parties_one_meeting_at_a_time UNIQUE (structure_id, during WITHOUT OVERLAPS)
);

-- Meetings of which a restore left the topic alone, and that cannot take place any more; told as cancelled.
CREATE TABLE lost_meetings (
    meeting_id uuid PRIMARY KEY,
    version bigint NOT NULL
);

COMMENT ON COLUMN lost_meetings.version IS 'Under which it was told as cancelled.';

-- migrate:down
