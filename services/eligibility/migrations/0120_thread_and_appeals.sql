-- migrate:up
-- What organiser and chamber have written to each other, and who may look again at what was refused.
ALTER TABLE dossiers
    ADD COLUMN thread jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN appeal jsonb,
    ADD CONSTRAINT dossiers_only_a_review_hears_an_appeal CHECK (verdict = 'to_review' OR appeal IS NULL);
ALTER TABLE dossiers ALTER COLUMN thread DROP DEFAULT;

COMMENT ON COLUMN dossiers.thread IS 'Messages, the first one first; the organiser''s go when they take them back, and at withdrawal.';
COMMENT ON COLUMN dossiers.appeal IS 'Who hears it, and who refused; null where nobody waits for a second reader.';

ALTER TABLE dossiers
    ADD COLUMN barred jsonb GENERATED ALWAYS AS (appeal -> 'barred') STORED,
    ADD COLUMN novelty text NOT NULL GENERATED ALWAYS AS (
        CASE WHEN appeal IS NOT NULL THEN 'appealed' WHEN judged_version > 1 THEN 'amended' ELSE 'new' END
    ) STORED,
    -- What goes to the national team is in its queue, although its region stays what it was.
    ALTER COLUMN desk_region SET EXPRESSION AS (
        CASE WHEN appeal ->> 'to' = 'national' THEN '' ELSE coalesce(region_code, '') END
    ),
    ALTER COLUMN facets SET EXPRESSION AS (
        jsonb_path_query_array(reasons, '$[*] ? (@.outcome == "unknown").code')::text
            || E'\n' || coalesce(manifestation #> '{content,themes}', '[]')::text
            || E'\n' || coalesce(manifestation #>> '{content,format}', '')
            || E'\n' || CASE
                WHEN appeal IS NOT NULL THEN 'appealed' WHEN judged_version > 1 THEN 'amended' ELSE 'new'
            END
    );

COMMENT ON COLUMN dossiers.barred IS 'Accounts that refused what is appealed: they neither read it nor decide on it.';

-- With who is barred and what is searched in it: counting what words find reads no row either.
DROP INDEX dossiers_waiting;
CREATE INDEX dossiers_waiting ON dossiers (edition, desk_region, opened_at, manifestation_id)
    INCLUDE (facets, judged_version, barred, search_text)
    WHERE verdict = 'to_review';

CREATE OR REPLACE VIEW desk_dossiers AS
    SELECT manifestation_id, version, judged_version, edition, desk_region, verdict, questions, themes, format,
        facets, search_text, structure_id, opened_at, decided_at, decided_by, manifestation,
        published IS NOT NULL AS is_published,
        (verdict = 'eligible' AND decided_by = 'rules' AND reasons @> '[{"code": "trusted_sampled"}]') AS is_sampled,
        novelty, barred
    FROM dossiers;

CREATE OR REPLACE VIEW desk_escalated_dossiers AS
    SELECT dossier.*
    FROM desk_dossiers AS dossier
    JOIN desk_clocks USING (manifestation_id)
    WHERE escalated_at IS NOT NULL;

-- migrate:down
