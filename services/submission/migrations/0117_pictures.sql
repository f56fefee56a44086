-- migrate:up
-- Pictures whose files stand in the store, each under the digest of what is kept of it.
CREATE TABLE pictures (
    sha256 text PRIMARY KEY,
    width bigint NOT NULL,
    height bigint NOT NULL,
    url text NOT NULL,
    kept_by text NOT NULL,
    kept_at timestamptz NOT NULL,
    CONSTRAINT pictures_have_a_digest CHECK (sha256 ~ '^[0-9a-f]{64}$')
);

CREATE INDEX pictures_by_account ON pictures (kept_by);
CREATE INDEX pictures_by_age ON pictures (kept_at);
CREATE INDEX manifestation_versions_by_picture
    ON manifestation_versions ((content #>> '{image,sha256}'))
    WHERE content #>> '{image,sha256}' IS NOT NULL;

-- migrate:down
