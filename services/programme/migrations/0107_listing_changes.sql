-- migrate:up
-- When each manifestation last changed for readers: it appeared, reads otherwise, or left. Nobody writes to it but the
-- triggers below, so that it follows listings whoever writes there.
CREATE TABLE listing_changes (
    manifestation_id uuid PRIMARY KEY REFERENCES listings ON DELETE CASCADE,
    edition int NOT NULL,
    region_code text,
    changed_at timestamptz NOT NULL
);

COMMENT ON COLUMN listing_changes.region_code IS 'Of the listing; the last one, where it has left.';
COMMENT ON COLUMN listing_changes.changed_at IS 'When it was written, shortly before others could read it.';

CREATE INDEX listing_changes_in_order ON listing_changes (edition, changed_at, manifestation_id);

-- Schemas are named, since a rebuild works with another search path.
CREATE FUNCTION note_listing_changes() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO public.listing_changes AS known (manifestation_id, edition, region_code, changed_at)
    SELECT changed.manifestation_id, changed.edition, changed.region_code, clock_timestamp()
    FROM changed
    WHERE changed.online
    ON CONFLICT (manifestation_id) DO UPDATE
        SET edition = excluded.edition, region_code = excluded.region_code, changed_at = excluded.changed_at;
    RETURN NULL;
END
$$;

CREATE FUNCTION note_listing_updates() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO public.listing_changes AS known (manifestation_id, edition, region_code, changed_at)
    SELECT changed.manifestation_id, changed.edition, changed.region_code, clock_timestamp()
    FROM changed
    JOIN before USING (manifestation_id)
    -- What is judged again without reading otherwise is no change.
    WHERE (changed.online, changed.content, changed.organiser_name, changed.region_code, changed.paper)
        IS DISTINCT FROM (before.online, before.content, before.organiser_name, before.region_code, before.paper)
    ON CONFLICT (manifestation_id) DO UPDATE
        SET edition = excluded.edition,
            region_code = coalesce(excluded.region_code, known.region_code),
            changed_at = excluded.changed_at;
    RETURN NULL;
END
$$;

CREATE TRIGGER listings_new_are_changes
    AFTER INSERT ON listings
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION note_listing_changes();

CREATE TRIGGER listings_changed_are_changes
    AFTER UPDATE ON listings
    REFERENCING OLD TABLE AS before NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION note_listing_updates();

-- migrate:down
