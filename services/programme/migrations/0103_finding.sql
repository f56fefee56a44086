-- migrate:up
-- All that a filter may ask for stands on the date itself, so that a page is found without the wide rows of listings.
ALTER TABLE listing_occurrences
    ADD COLUMN version bigint NOT NULL DEFAULT 1,
    ADD COLUMN time_zone text NOT NULL DEFAULT 'Europe/Paris',
    ADD COLUMN epci_code text,
    ADD COLUMN latitude double precision,
    ADD COLUMN longitude double precision,
    ADD COLUMN periods jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN weekend boolean NOT NULL DEFAULT false,
    ADD COLUMN online boolean NOT NULL DEFAULT false,
    ADD COLUMN free boolean NOT NULL DEFAULT false,
    ADD COLUMN audiences jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN accessibility jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN languages jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN structure_id uuid,
    ADD COLUMN parent_id uuid;

COMMENT ON COLUMN listing_occurrences.version IS 'Of the listing: what was rendered of it is good as long as it stays.';
COMMENT ON COLUMN listing_occurrences.time_zone IS 'The clock of the place, which says what the present day is there.';
COMMENT ON COLUMN listing_occurrences.periods IS 'Parts of the day that it covers on the clock of the place.';
COMMENT ON COLUMN listing_occurrences.parent_id IS 'What the manifestation is part of, whether that is online or not.';

-- What lasts several days is found by its own index: all else is over soon after it begins, so that a list of what is
-- to come begins to read near the present instant, however long the season has lasted.
CREATE INDEX listing_occurrences_lasting
    ON listing_occurrences (edition, starts_local, manifestation_id, occurrence_id)
    WHERE first_day < last_day;
CREATE INDEX listing_occurrences_by_structure
    ON listing_occurrences (structure_id, starts_local, manifestation_id, occurrence_id)
    WHERE structure_id IS NOT NULL;
-- The page and the calendar of a collective programme run over the dates of its parts.
CREATE INDEX listing_occurrences_by_parent
    ON listing_occurrences (parent_id, starts_local, manifestation_id, occurrence_id)
    WHERE parent_id IS NOT NULL;

CREATE OR REPLACE FUNCTION follow_listings() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        DELETE FROM public.listing_occurrences AS known
        USING changed
        WHERE known.manifestation_id = changed.manifestation_id;
    END IF;
    INSERT INTO public.listing_occurrences (
        manifestation_id, version, edition, occurrence_id, starts_local, first_day, last_day, ends_at, state, time_zone,
        region_code, department_code, epci_code, commune_code, latitude, longitude, periods, weekend, online,
        format, themes, free, audiences, accessibility, languages, structure_id,
        parent_id
    )
    SELECT
        changed.manifestation_id, changed.version, changed.edition, date.occurrence_id, date.starts_local,
        date.first_day, date.last_day, date.ends_at, date.state, date.time_zone, date.region_code,
        date.department_code, date.epci_code, date.commune_code, date.latitude, date.longitude, date.periods,
        date.weekend, date.online, changed.format, changed.themes, coalesce(content.price ->> 'kind' = 'free', false),
        coalesce(content.audiences, '[]'), coalesce(content.accessibility, '[]'), coalesce(content.languages, '[]'),
        changed.structure_id, content.parent_id
    FROM changed
    CROSS JOIN LATERAL jsonb_to_record(changed.content) AS content (
        price jsonb, audiences jsonb, accessibility jsonb, languages jsonb, parent_id uuid
    )
    CROSS JOIN LATERAL jsonb_to_recordset(changed.dates) AS date (
        occurrence_id uuid, starts_local timestamp, first_day date, last_day date, ends_at timestamptz, state text,
        time_zone text, region_code text, department_code text, epci_code text, commune_code text,
        latitude double precision, longitude double precision, periods jsonb, weekend boolean, online boolean
    );
    RETURN NULL;
END
$$;

-- migrate:down
