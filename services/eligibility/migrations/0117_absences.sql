-- migrate:up
-- While a moderator is away somebody else has their queue; one absence each, the next one takes its place.
CREATE TABLE absences (
    account_id text PRIMARY KEY,
    region_code text NOT NULL,
    substitute text NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT absences_days_are_in_order CHECK (first_day <= last_day),
    CONSTRAINT absences_need_somebody_else CHECK (substitute <> account_id)
);

CREATE INDEX absences_by_substitute ON absences (substitute);

-- Those of today, on the clock of Paris, of accounts that still moderate the region.
CREATE VIEW absences_in_force AS
    SELECT absence.account_id, absence.region_code, absence.substitute, absence.first_day, absence.last_day
    FROM absences AS absence
    JOIN known_accounts AS known
        ON known.account_id = absence.account_id::uuid
        AND NOT known.gone
        AND known.roles @> jsonb_build_array(
            jsonb_build_object('role', 'moderator', 'region_code', absence.region_code)
        )
    WHERE (now() AT TIME ZONE 'Europe/Paris')::date BETWEEN absence.first_day AND absence.last_day;

-- migrate:down
