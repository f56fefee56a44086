-- migrate:up
-- The places that published manifestations name, one a spelling: the register that forms and partners are offered.
-- A chamber says which of two spellings is the same place, how it is written, and what is no place any more.
CREATE TABLE places (
    place_id uuid PRIMARY KEY, -- drawn from the spelling, so that whoever writes it alike names the same row
    name text NOT NULL,
    address text NOT NULL,
    postcode text NOT NULL,
    commune_code text NOT NULL,
    commune_name text NOT NULL,
    department_code text NOT NULL,
    region_code text NOT NULL,
    latitude double precision,
    longitude double precision,
    words text NOT NULL, -- folded, a blank before each: what is searched
    merged_into uuid REFERENCES places (place_id), -- the place that is offered instead
    retired_at timestamptz,
    version bigint NOT NULL DEFAULT 1,
    changed_by text,
    changed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT places_are_not_merged_into_themselves CHECK (merged_into <> place_id),
    CONSTRAINT places_have_a_whole_point CHECK ((latitude IS NULL) = (longitude IS NULL))
);

COMMENT ON COLUMN places.changed_by IS 'The account of the chamber; NULL where it is as it was published.';

CREATE INDEX places_by_region ON places (region_code, commune_name, name, place_id) WHERE merged_into IS NULL;
CREATE INDEX places_by_merge ON places (merged_into) WHERE merged_into IS NOT NULL;

-- Which published manifestation names which; nothing is offered that none names.
CREATE TABLE place_uses (
    manifestation_id uuid NOT NULL,
    place_id uuid NOT NULL REFERENCES places (place_id),
    PRIMARY KEY (manifestation_id, place_id)
);

CREATE INDEX place_uses_by_place ON place_uses (place_id);

-- In the transaction that keeps the decision, and in that of a rebuild, which knows the table of decisions alone. In one
-- order, so that two batches never wait for each other.
CREATE FUNCTION know_places() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM place_uses
    USING heard
    WHERE place_uses.manifestation_id = heard.manifestation_id;

    INSERT INTO places (
        place_id, name, address, postcode, commune_code, commune_name, department_code, region_code,
        latitude, longitude, words
    )
    SELECT DISTINCT ON (named.place_id) named.*
    FROM heard, jsonb_to_recordset(heard.published -> 'places') AS named (
        place_id uuid, name text, address text, postcode text, commune_code text, commune_name text,
        department_code text, region_code text, latitude float8, longitude float8, words text
    )
    ORDER BY named.place_id, named.latitude
    ON CONFLICT (place_id) DO UPDATE
        SET latitude = excluded.latitude, longitude = excluded.longitude
        WHERE places.latitude IS NULL AND excluded.latitude IS NOT NULL;

    INSERT INTO place_uses (manifestation_id, place_id)
    SELECT DISTINCT heard.manifestation_id, named.place_id
    FROM heard, jsonb_to_recordset(heard.published -> 'places') AS named (place_id uuid)
    ORDER BY 1, 2;

    RETURN NULL;
END
$$;

CREATE TRIGGER places_are_known_with_a_decision
    AFTER INSERT ON decisions_heard
    REFERENCING NEW TABLE AS heard
    FOR EACH STATEMENT EXECUTE FUNCTION know_places();

CREATE TRIGGER places_are_known_with_another_decision
    AFTER UPDATE ON decisions_heard
    REFERENCING NEW TABLE AS heard
    FOR EACH STATEMENT EXECUTE FUNCTION know_places();

CREATE FUNCTION forget_uses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM place_uses
    USING gone
    WHERE place_uses.manifestation_id = gone.manifestation_id;
    RETURN NULL;
END
$$;

CREATE TRIGGER places_are_forgotten_with_a_decision
    AFTER DELETE ON decisions_heard
    REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION forget_uses();

-- migrate:down
