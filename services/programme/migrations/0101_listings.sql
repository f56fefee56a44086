-- migrate:up
-- One row per manifestation ever decided on; a row that is not online stays, so that its version keeps guarding.
CREATE TABLE listings (
    manifestation_id uuid PRIMARY KEY,
    version bigint NOT NULL,
    online boolean NOT NULL,
    paper boolean NOT NULL,
    published boolean NOT NULL,
    edition int NOT NULL,
    region_code text NOT NULL,
    organiser_name text NOT NULL,
    starts_local timestamp NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    search_text text NOT NULL,
    content jsonb,
    department_code text GENERATED ALWAYS AS (content -> 'place' ->> 'department_code') STORED,
    format text GENERATED ALWAYS AS (content ->> 'format') STORED,
    themes jsonb GENERATED ALWAYS AS (content -> 'themes') STORED,
    CONSTRAINT listings_version_counts_from_one CHECK (version >= 1),
    CONSTRAINT listings_paper_only_what_is_online CHECK (online OR NOT paper),
    CONSTRAINT listings_once_online_means_published CHECK (published OR NOT online),
    CONSTRAINT listings_keep_content_only_while_online CHECK (online = (content IS NOT NULL)),
    CONSTRAINT listings_days_in_order CHECK (first_day <= last_day)
);

COMMENT ON COLUMN listings.published IS 'Was online at least once: removed rather than unknown.';
COMMENT ON COLUMN listings.starts_local IS 'Beginning on the clocks of the place: the order in which people read.';
COMMENT ON COLUMN listings.last_day IS 'Local date; what ends in the small hours belongs to the evening before.';
COMMENT ON COLUMN listings.search_text IS 'Folded words, each with a space before it, so that a pattern finds beginnings.';

CREATE INDEX listings_in_order ON listings (edition, starts_local, manifestation_id) WHERE online;
CREATE INDEX listings_by_region ON listings (edition, region_code, starts_local, manifestation_id) WHERE online;
CREATE INDEX listings_by_department ON listings (edition, department_code, starts_local, manifestation_id)
    WHERE online;

-- migrate:down
