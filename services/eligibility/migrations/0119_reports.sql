-- migrate:up
-- What visitors say of entries; the address that somebody may have left goes once the report is closed.
CREATE TABLE reports (
    report_id uuid PRIMARY KEY,
    manifestation_id uuid NOT NULL,
    reason text NOT NULL,
    details text,
    contact text,
    reported_at timestamptz NOT NULL,
    closed_at timestamptz,
    closed_by text,
    CONSTRAINT reports_are_closed_by_somebody CHECK ((closed_at IS NULL) = (closed_by IS NULL)),
    CONSTRAINT reports_closed_have_no_address CHECK (closed_at IS NULL OR contact IS NULL)
);

CREATE INDEX reports_by_manifestation ON reports (manifestation_id, reported_at);
CREATE INDEX reports_open ON reports (manifestation_id) WHERE closed_at IS NULL;
CREATE INDEX reports_by_age ON reports (reported_at);

-- What the queue may read of them.
CREATE VIEW reported_manifestations AS SELECT DISTINCT manifestation_id FROM reports WHERE closed_at IS NULL;

-- What readers saw before a chamber took it offline, to be put back as it was.
ALTER TABLE dossiers
    ADD COLUMN withheld jsonb,
    ADD CONSTRAINT dossiers_what_is_withheld_is_not_published CHECK (
        withheld IS NULL OR (verdict = 'to_review' AND published IS NULL)
    );

COMMENT ON COLUMN dossiers.withheld IS 'What a chamber took offline and may put back; null where nothing is.';

-- migrate:down
