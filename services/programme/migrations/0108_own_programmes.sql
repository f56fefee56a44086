-- migrate:up
-- What visitors without an account have chosen. Nothing says whose it is: who has the link has the programme.
CREATE TABLE own_programmes (
    programme_id uuid PRIMARY KEY,
    shared boolean NOT NULL DEFAULT false,
    share_number int NOT NULL DEFAULT 0,
    opened_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON COLUMN own_programmes.share_number IS 'Of the link for others: a programme that is shared again has another link.';
COMMENT ON COLUMN own_programmes.opened_at IS 'To the day; what nobody opens any more is forgotten.';

CREATE INDEX own_programmes_unopened ON own_programmes (opened_at);

-- Without a key to listings: what has left the programme is missed by those who chose it.
CREATE TABLE own_programme_dates (
    programme_id uuid NOT NULL REFERENCES own_programmes ON DELETE CASCADE,
    manifestation_id uuid NOT NULL,
    occurrence_id uuid NOT NULL,
    PRIMARY KEY (programme_id, manifestation_id, occurrence_id)
);

INSERT INTO secrets (name) VALUES ('own_programmes');

-- migrate:down
