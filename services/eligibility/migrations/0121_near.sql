-- migrate:up
-- The days of a manifestation in each of its communes, or online: what shares one may be the same, entered twice. A span
-- of many days has each of them, a month at most. Arrondissements are of their city.
CREATE FUNCTION near_keys(content jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_agg(DISTINCT CASE
        WHEN commune LIKE '751%' THEN '75056' WHEN commune LIKE '6938%' THEN '69123' WHEN commune LIKE '132%' THEN '13055'
        ELSE commune
    END || ' ' || (left(held->>'starts_at', 10)::date + further))
    FROM jsonb_array_elements(content->'occurrences') AS held,
        coalesce(held #>> '{place,commune_code}', content #>> '{place,commune_code}', 'en ligne') AS commune,
        generate_series(
            0, least(left(held->>'ends_at', 10)::date - left(held->>'starts_at', 10)::date, 31)
        ) AS further
$$;

CREATE INDEX dossiers_near ON dossiers USING gin (near_keys(manifestation -> 'content')) WHERE verdict <> 'withdrawn';

-- Never row by row: a plan that was made while the table was empty, and that a connection keeps, would compute the keys
-- of each row of a table that has grown since.
CREATE FUNCTION near_to(said jsonb, year int) RETURNS SETOF uuid LANGUAGE plpgsql STABLE ROWS 5
    SET enable_seqscan = off AS $$
BEGIN
    RETURN QUERY
    SELECT manifestation_id
    FROM dossiers
    WHERE near_keys(manifestation -> 'content') && near_keys(said) AND edition = year AND verdict <> 'withdrawn';
END
$$;

-- migrate:down
