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
