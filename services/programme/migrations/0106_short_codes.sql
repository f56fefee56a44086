-- migrate:up
-- What a printed address names a manifestation by: made of its identifier, so that it is the same in every copy of this
-- table and needs no memory. Of 16 signs none is like another; an address has as many of them as tell it apart.
ALTER TABLE listings
    ADD COLUMN short_code text COLLATE "C" NOT NULL GENERATED ALWAYS AS (
        translate(upper(left(md5(manifestation_id::text), 12)), '0123456789ABCDEF', '23456789ACDEFHJK')
    ) STORED;

CREATE INDEX listings_by_short_code ON listings (short_code);

-- migrate:down
