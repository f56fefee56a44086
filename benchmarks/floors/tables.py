"""The tables of the floors: an entity, an outbox and offsets, and no more than the work asks for."""

TABLES = """
    CREATE TABLE entities (
        id uuid PRIMARY KEY,
        version bigint NOT NULL,
        body jsonb NOT NULL
    );
    CREATE TABLE outbox (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        topic text NOT NULL,
        key text NOT NULL,
        payload bytea NOT NULL
    );
    CREATE TABLE applied_offsets (
        topic text NOT NULL,
        partition int NOT NULL,
        next_offset bigint NOT NULL,
        PRIMARY KEY (topic, partition)
    );
    """

WRITE = """
    WITH entity AS (
        INSERT INTO entities (id, version, body)
        VALUES ($1, 1, $2)
        RETURNING id
    )
    INSERT INTO outbox (topic, key, payload)
    SELECT $3, id::text, $4
    FROM entity
    """
"""One statement: the entity and what is told of it."""

FORWARD = """
    WITH offsets AS (
        INSERT INTO applied_offsets (topic, partition, next_offset)
        SELECT unnest($5::text[]), unnest($6::int[]), unnest($7::bigint[])
        ON CONFLICT (topic, partition) DO UPDATE SET next_offset = excluded.next_offset
    ), entity AS (
        INSERT INTO entities AS known (id, version, body)
        SELECT unnest($1::text[])::uuid, 1, unnest($2::jsonb[])
        ON CONFLICT (id) DO UPDATE
            SET version = excluded.version, body = excluded.body
            WHERE known.version < excluded.version
        RETURNING id
    )
    INSERT INTO outbox (topic, key, payload)
    SELECT $3, entity.id::text, heard.payload
    FROM unnest($1::text[], $4::bytea[]) AS heard (key, payload)
    JOIN entity ON entity.id::text = heard.key
    """
"""One statement for a batch: entities, what is told of them, and how far the topic is applied."""

LISTING_DATES = """
    DROP TABLE IF EXISTS floor_listing_occurrences;
    CREATE TABLE floor_listing_occurrences (LIKE listing_occurrences INCLUDING ALL);
    """
"""What the list runs over, beside ``floor_listings``; no trigger and no foreign key."""

UPSERT_LISTINGS = """
    WITH listed AS (
        INSERT INTO floor_listings AS known (
            manifestation_id, version, judged_version, edition, region_code, paper, organiser_name, structure_id,
            source, first_published_at, changed_at, content, dates, search_text
        )
        SELECT *
        FROM unnest(
            $1::uuid[], $2::bigint[], $3::bigint[], $4::int[], $5::text[], $6::bool[], $7::text[], $8::uuid[],
            $9::jsonb[], $10::timestamptz[], $11::timestamptz[], $12::jsonb[], $13::jsonb[], $14::text[]
        )
        ON CONFLICT (manifestation_id) DO UPDATE
            SET version = excluded.version, content = excluded.content, dates = excluded.dates
            WHERE known.version < excluded.version
        RETURNING manifestation_id, edition, format, themes, dates
    )
    INSERT INTO floor_listing_occurrences AS known (
        manifestation_id, edition, occurrence_id, starts_local, first_day, last_day, ends_at, state,
        region_code, department_code, commune_code, format, themes
    )
    SELECT
        listed.manifestation_id, listed.edition, date.occurrence_id, date.starts_local, date.first_day, date.last_day,
        date.ends_at, date.state, date.region_code, date.department_code, date.commune_code, listed.format,
        listed.themes
    FROM listed
    CROSS JOIN LATERAL jsonb_to_recordset(listed.dates) AS date (
        occurrence_id uuid, starts_local timestamp, first_day date, last_day date, ends_at timestamptz, state text,
        region_code text, department_code text, commune_code text
    )
    ON CONFLICT (manifestation_id, occurrence_id) DO UPDATE
        SET starts_local = excluded.starts_local, first_day = excluded.first_day, last_day = excluded.last_day,
            ends_at = excluded.ends_at, state = excluded.state
    """
"""One statement for a batch: listings and their dates."""
