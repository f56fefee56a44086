-- migrate:up
-- What was published on trust and is read afterwards, until somebody has.
CREATE INDEX dossiers_sampled ON dossiers (edition, desk_region, opened_at, manifestation_id)
    WHERE verdict = 'eligible' AND decided_by = 'rules' AND reasons @> '[{"code": "trusted_sampled"}]';

CREATE OR REPLACE VIEW desk_dossiers AS
    SELECT manifestation_id, version, judged_version, edition, desk_region, verdict, questions, themes, format,
        facets, search_text, structure_id, opened_at, decided_at, decided_by, manifestation, published IS NOT NULL AS is_published,
        (verdict = 'eligible' AND decided_by = 'rules' AND reasons @> '[{"code": "trusted_sampled"}]') AS is_sampled
    FROM dossiers;

-- migrate:down
