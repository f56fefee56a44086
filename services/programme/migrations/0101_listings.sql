-- migrate:up
-- One row per manifestation ever decided on; a row that is not online stays, so that its version keeps guarding.
CREATE TABLE listings (
    manifestation_id uuid PRIMARY KEY,
    version bigint NOT NULL,
    judged_version bigint,
    edition int NOT NULL,
    region_code text,
    paper boolean NOT NULL,
    organiser_name text,
    structure_id uuid,
    source jsonb,
    first_published_at timestamptz,
    changed_at timestamptz,
    content jsonb,
    dates jsonb NOT NULL,
    search_text text NOT NULL,
    online boolean GENERATED ALWAYS AS (content IS NOT NULL) STORED NOT NULL,
    format text GENERATED ALWAYS AS (content ->> 'format') STORED,
    themes jsonb GENERATED ALWAYS AS (content -> 'themes') STORED,
    CONSTRAINT listings_version_counts_from_one CHECK (version >= 1),
    CONSTRAINT listings_paper_only_what_is_online CHECK (online OR NOT paper),
    CONSTRAINT listings_have_dates_only_while_online CHECK (online = (dates <> '[]'::jsonb)),
    CONSTRAINT listings_whole_while_online CHECK (
        NOT online OR num_nulls(judged_version, organiser_name, first_published_at, changed_at) = 0
    )
);

COMMENT ON COLUMN listings.judged_version IS 'The version of the manifestation that is shown.';
COMMENT ON COLUMN listings.first_published_at IS 'Stays when it goes offline: removed rather than unknown.';
COMMENT ON COLUMN listings.dates IS 'One object per occurrence, as listing_occurrences has it.';
COMMENT ON COLUMN listings.search_text IS 'Folded words, each with a space before it, so that a pattern finds beginnings.';

CREATE INDEX listings_on_paper ON listings (edition, region_code) WHERE paper;

-- What the list runs over: narrow rows with all that filters ask for but the words. Nobody writes to it but the
-- triggers below, so it follows listings whoever writes there.
CREATE TABLE listing_occurrences (
    manifestation_id uuid NOT NULL REFERENCES listings ON DELETE CASCADE,
    occurrence_id uuid NOT NULL,
    edition int NOT NULL,
    starts_local timestamp NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    ends_at timestamptz NOT NULL,
    state text NOT NULL,
    region_code text,
    department_code text,
    commune_code text,
    format text NOT NULL,
    themes jsonb NOT NULL,
    PRIMARY KEY (manifestation_id, occurrence_id),
    CONSTRAINT listing_occurrences_days_in_order CHECK (first_day <= last_day)
);

COMMENT ON COLUMN listing_occurrences.starts_local IS 'Beginning on the clock of the place: the order in which people read.';
COMMENT ON COLUMN listing_occurrences.last_day IS 'Local date; what ends in the small hours belongs to the evening before.';
COMMENT ON COLUMN listing_occurrences.region_code IS 'Of the place; of the listing where there is none.';

CREATE INDEX listing_occurrences_in_order
    ON listing_occurrences (edition, starts_local, manifestation_id, occurrence_id);
CREATE INDEX listing_occurrences_by_region
    ON listing_occurrences (edition, region_code, starts_local, manifestation_id, occurrence_id);
CREATE INDEX listing_occurrences_by_department
    ON listing_occurrences (edition, department_code, starts_local, manifestation_id, occurrence_id);

-- Schemas are named, since a rebuild works with another search path.
CREATE FUNCTION follow_listings() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        DELETE FROM public.listing_occurrences AS known
        USING changed
        WHERE known.manifestation_id = changed.manifestation_id;
    END IF;
    INSERT INTO public.listing_occurrences (
        manifestation_id, edition, occurrence_id, starts_local, first_day, last_day, ends_at, state,
        region_code, department_code, commune_code, format, themes
    )
    SELECT
        changed.manifestation_id, changed.edition, date.occurrence_id, date.starts_local, date.first_day, date.last_day,
        date.ends_at, date.state, date.region_code, date.department_code, date.commune_code, changed.format,
        changed.themes
    FROM changed
    CROSS JOIN LATERAL jsonb_to_recordset(changed.dates) AS date (
        occurrence_id uuid, starts_local timestamp, first_day date, last_day date, ends_at timestamptz, state text,
        region_code text, department_code text, commune_code text
    );
    RETURN NULL;
END
$$;

CREATE TRIGGER listings_new_have_occurrences
    AFTER INSERT ON listings
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION follow_listings();

CREATE TRIGGER listings_changed_have_occurrences
    AFTER UPDATE ON listings
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION follow_listings();

-- migrate:down
