-- migrate:up
-- What a chamber that was drawn hears for the national team is in its queue.
ALTER TABLE dossiers
    ALTER COLUMN desk_region SET EXPRESSION AS (
        CASE appeal ->> 'to'
            WHEN 'national' THEN ''
            WHEN 'other_chamber' THEN appeal ->> 'region_code'
            ELSE coalesce(region_code, '')
        END
    );

-- migrate:down
