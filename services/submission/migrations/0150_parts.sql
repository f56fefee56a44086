-- migrate:up
-- The page of a collective programme lists what is part of it.
CREATE INDEX manifestations_by_parent
    ON manifestations ((content ->> 'parent_id'))
    WHERE content ->> 'parent_id' IS NOT NULL;

-- What a printed address names a manifestation by: made of its identifier, as programme makes it of the same, so that
-- an organiser can name another's programme by the address that is read out.
ALTER TABLE manifestations
    ADD COLUMN short_code text COLLATE "C" NOT NULL GENERATED ALWAYS AS (
        translate(upper(left(md5(id::text), 12)), '0123456789ABCDEF', '23456789ACDEFHJK')
    ) STORED;

CREATE INDEX manifestations_by_short_code ON manifestations (short_code);

-- migrate:down
