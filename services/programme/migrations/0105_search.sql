-- migrate:up
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Words are folded before they come here, so that the dictionary meets them without accents in what is searched and in
-- what is asked alike. Two documents, since an index knows no weights: a list begins with what is called by the words.
ALTER TABLE listings
    ADD COLUMN search_names tsvector GENERATED ALWAYS AS (
        to_tsvector('pg_catalog.french', split_part(search_text, E'\n', 1) || ' ' || split_part(search_text, E'\n', 2))
    ) STORED,
    ADD COLUMN search_document tsvector GENERATED ALWAYS AS (to_tsvector('pg_catalog.french', search_text)) STORED,
    ADD COLUMN date_count int NOT NULL GENERATED ALWAYS AS (jsonb_array_length(dates)) STORED;

-- Words are found by their index, which leads to the rows: all that is long stands apart from them, so that a word that
-- half of the programme has is counted in a sixth of the pages.
ALTER TABLE listings SET (toast_tuple_target = 256);

COMMENT ON COLUMN listings.search_text IS 'Folded words on three lines: title; names and places; all else.';

-- What waits to be put in its place in such an index is read whole by every search: little of it (in kB) may wait.
CREATE INDEX listings_search_names ON listings USING gin (search_names) WITH (gin_pending_list_limit = 64);
CREATE INDEX listings_search_document ON listings USING gin (search_document) WITH (gin_pending_list_limit = 64);
-- For words that are not written as they are read: of titles, names and places, which are short.
CREATE INDEX listings_search_alike ON listings USING gin (
    (split_part(search_text, E'\n', 1) || ' ' || split_part(search_text, E'\n', 2)) gin_trgm_ops
) WITH (gin_pending_list_limit = 64);

-- By the index also where the words are in every other row: reading these rows means unpacking a document for each.
CREATE FUNCTION listings_with(words text) RETURNS SETOF uuid LANGUAGE plpgsql STABLE SET enable_seqscan = off AS $$
BEGIN
    RETURN QUERY
    SELECT manifestation_id
    FROM listings
    WHERE search_document @@ to_tsquery('pg_catalog.french', words);
END
$$;

-- The first of those that are called by the words, and the first that have them anywhere, by the index as well: a list
-- in order would walk past all others to find that there are few, or none.
CREATE FUNCTION first_listings_with(words text, most int) RETURNS TABLE (manifestation_id uuid, called boolean)
LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_indexscan = off AS $$
DECLARE
    asked tsquery := to_tsquery('pg_catalog.french', words);
BEGIN
    RETURN QUERY
    (SELECT listings.manifestation_id, true FROM listings WHERE search_names @@ asked LIMIT most)
    UNION ALL
    (SELECT listings.manifestation_id, false FROM listings WHERE search_document @@ asked LIMIT most);
END
$$;

-- How many dates are found by words alone, which is what most look for: without looking up each of them. Those of the
-- first so many listings, so that a word that most of an endless programme has costs no more.
CREATE FUNCTION dates_with(words text, of_edition int, most int) RETURNS bigint
LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_indexscan = off AS $$
BEGIN
    RETURN (
        SELECT coalesce(sum(date_count), 0)
        FROM (
            SELECT date_count
            FROM listings
            WHERE edition = of_edition AND search_document @@ to_tsquery('pg_catalog.french', words)
            LIMIT most
        ) AS found
    );
END
$$;

-- migrate:down
