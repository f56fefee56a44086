-- migrate:up
-- Lets one index hold "the same structure" and "an overlapping time" together.
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE b2b_events (
    b2b_event_id uuid PRIMARY KEY,
    name text NOT NULL,
    region_code text NOT NULL,
    during tstzrange NOT NULL,
    slot_minutes int NOT NULL,
    tables int NOT NULL,
    CONSTRAINT b2b_events_slot_minutes_are_usual CHECK (slot_minutes BETWEEN 5 AND 60),
    CONSTRAINT b2b_events_tables_fit_a_hall CHECK (tables BETWEEN 1 AND 300)
);

CREATE INDEX b2b_events_in_order ON b2b_events (lower(during), b2b_event_id);

CREATE TABLE slots (
    slot_id uuid PRIMARY KEY,
    b2b_event_id uuid NOT NULL REFERENCES b2b_events (b2b_event_id),
    number int NOT NULL,
    during tstzrange NOT NULL,
    tables int NOT NULL,
    CONSTRAINT slots_number_once UNIQUE (b2b_event_id, number),
    CONSTRAINT slots_one_after_the_other UNIQUE (b2b_event_id, during WITHOUT OVERLAPS),
    -- What a meeting repeats of its slot, so that its own constraints can rest on it.
    CONSTRAINT slots_as_meetings_know_them UNIQUE (slot_id, during, tables)
);

-- migrate:down
