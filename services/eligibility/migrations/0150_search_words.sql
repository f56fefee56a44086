-- migrate:up
-- What a queue is counted by and filtered by, as words that a pattern finds: ` q:no_identifier t:logement f:atelier n:new `.
ALTER TABLE dossiers
    ALTER COLUMN facets SET EXPRESSION AS (
        CASE jsonb_path_query_array(reasons, '$[*] ? (@.outcome == "unknown").code')
            WHEN '[]' THEN ''
            ELSE ' q:' || replace(
                translate(jsonb_path_query_array(reasons, '$[*] ? (@.outcome == "unknown").code')::text, '["]', ''),
                ', ', ' q:'
            )
        END
        || CASE coalesce(manifestation #> '{content,themes}', '[]')
            WHEN '[]' THEN ''
            ELSE ' t:' || replace(translate((manifestation #> '{content,themes}')::text, '["]', ''), ', ', ' t:')
        END
        || ' f:' || coalesce(manifestation #>> '{content,format}', '')
        || ' n:' || CASE
            WHEN appeal IS NOT NULL THEN 'appealed' WHEN judged_version > 1 THEN 'amended' ELSE 'new'
        END
        || ' '
    ),
    -- Words are looked up, so that what is found nearly nowhere costs nothing.
    ADD COLUMN search_words tsvector NOT NULL GENERATED ALWAYS AS (
        array_to_tsvector(array_remove(string_to_array(search_text, ' '), ''))
    ) STORED;
COMMENT ON COLUMN dossiers.facets IS 'Open questions, themes, format and novelty, each with its letter and between blanks.';
COMMENT ON COLUMN dossiers.search_words IS 'The words of search_text.';
-- What is not in it yet is looked through each time, so it is kept short.
CREATE INDEX dossiers_search_words ON dossiers USING gin (search_words) WITH (gin_pending_list_limit = 256);

-- What most have is not looked up: with all that is counted, filtered and searched in them, these are read and no row.
DROP INDEX dossiers_waiting;
CREATE INDEX dossiers_waiting ON dossiers (edition, desk_region, opened_at, manifestation_id)
    INCLUDE (judged_version, facets, barred, search_words)
    WHERE verdict = 'to_review';
DROP INDEX dossiers_settled;
CREATE INDEX dossiers_settled ON dossiers (edition, desk_region, decided_at, manifestation_id)
    INCLUDE (facets, barred, search_words)
    WHERE verdict IN ('eligible', 'refused');

DROP VIEW desk_escalated_dossiers;
DROP VIEW desk_dossiers;
ALTER TABLE dossiers DROP COLUMN format, DROP COLUMN themes;
CREATE VIEW desk_dossiers AS
    SELECT manifestation_id, version, judged_version, edition, desk_region, verdict, questions, facets, search_words,
        structure_id, opened_at, decided_at, decided_by, manifestation, published IS NOT NULL AS is_published,
        (verdict = 'eligible' AND decided_by = 'rules' AND reasons @> '[{"code": "trusted_sampled"}]') AS is_sampled,
        novelty, barred
    FROM dossiers;
CREATE VIEW desk_escalated_dossiers AS
    SELECT dossier.*
    FROM desk_dossiers AS dossier
    JOIN desk_clocks USING (manifestation_id)
    WHERE escalated_at IS NOT NULL;

-- migrate:down
