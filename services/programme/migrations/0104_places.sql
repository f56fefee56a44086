-- migrate:up
-- What is around a point; the box of latitudes and longitudes is looked up, the distance computed of what is in it.
CREATE INDEX listing_occurrences_around ON listing_occurrences (edition, latitude, longitude)
    WHERE latitude IS NOT NULL;
CREATE INDEX listing_occurrences_around_on_a_day ON listing_occurrences (edition, first_day, latitude, longitude)
    WHERE latitude IS NOT NULL;

-- migrate:down
