-- migrate:up
-- Since when a dossier waits for its chamber, and what is done about it by the clock.
CREATE TABLE desk_clocks (
    manifestation_id uuid PRIMARY KEY,
    desk_region text NOT NULL,
    waits_since timestamptz,
    edition_version bigint NOT NULL,
    remind_at timestamptz,
    escalate_at timestamptz,
    reminded_at timestamptz,
    escalated_at timestamptz,
    CONSTRAINT desk_clocks_only_what_waits_is_timed CHECK (
        waits_since IS NOT NULL OR num_nonnulls(remind_at, escalate_at, reminded_at, escalated_at) = 0
    )
);

COMMENT ON COLUMN desk_clocks.waits_since IS 'Null while nobody waits for the chamber: it decided, or asked its organiser.';
COMMENT ON COLUMN desk_clocks.edition_version IS 'Of the delays that the moments were made of.';
COMMENT ON COLUMN desk_clocks.escalate_at IS 'Null where no chamber is in charge.';

CREATE INDEX desk_clocks_running ON desk_clocks (manifestation_id) WHERE waits_since IS NOT NULL;
CREATE INDEX desk_clocks_escalated ON desk_clocks (manifestation_id) WHERE escalated_at IS NOT NULL;

-- What the national team sees beside what no chamber decides.
CREATE VIEW desk_escalated_dossiers AS
    SELECT dossier.*
    FROM desk_dossiers AS dossier
    JOIN desk_clocks USING (manifestation_id)
    WHERE escalated_at IS NOT NULL;

-- migrate:down
