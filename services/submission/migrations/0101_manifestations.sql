-- migrate:up
CREATE TABLE manifestations (
    id uuid PRIMARY KEY,
    version bigint NOT NULL,
    state text NOT NULL,
    edition int NOT NULL,
    region_code text,
    organiser jsonb NOT NULL,
    content jsonb NOT NULL,
    external_id text,
    note text,
    owner_id text NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT manifestations_version_is_positive CHECK (version > 0),
    CONSTRAINT manifestations_state_is_known CHECK (state IN ('submitted', 'amended', 'withdrawn')),
    CONSTRAINT manifestations_first_version_is_submitted CHECK ((version = 1) = (state = 'submitted')),
    CONSTRAINT manifestations_region_code_is_insee CHECK (region_code ~ '^[0-9]{2,3}$'),
    CONSTRAINT manifestations_external_id_is_not_empty CHECK (external_id <> '')
);

-- A reference names one manifestation of its owner; one that is withdrawn gives it back.
CREATE UNIQUE INDEX manifestations_external_id_names_one_per_owner
    ON manifestations (owner_id, edition, external_id)
    WHERE state <> 'withdrawn' AND external_id IS NOT NULL;

CREATE INDEX manifestations_by_owner ON manifestations (owner_id, updated_at DESC, id DESC);
CREATE INDEX manifestations_by_update ON manifestations (updated_at DESC, id DESC);

-- Every version as it was submitted: what a chamber judged can always be read again. A withdrawal takes contacts out.
CREATE TABLE manifestation_versions (
    manifestation_id uuid NOT NULL REFERENCES manifestations (id),
    version bigint NOT NULL,
    state text NOT NULL,
    edition int NOT NULL,
    region_code text,
    organiser jsonb NOT NULL,
    content jsonb NOT NULL,
    note text,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (manifestation_id, version)
);

CREATE FUNCTION without_contact(content jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT (content || '{"public_contact": {}}') #- '{booking,email}' #- '{booking,phone}'
$$;

CREATE FUNCTION refuse_to_rewrite_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.note IS NULL AND NEW.content = without_contact(OLD.content)
            AND to_jsonb(NEW) - '{content,note}'::text[] = to_jsonb(OLD) - '{content,note}'::text[] THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'manifestation_versions is append-only' USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER manifestation_versions_are_append_only
    BEFORE UPDATE OR DELETE ON manifestation_versions
    FOR EACH ROW EXECUTE FUNCTION refuse_to_rewrite_history();

-- migrate:down
