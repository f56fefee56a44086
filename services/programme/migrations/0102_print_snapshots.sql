-- migrate:up
CREATE TABLE print_snapshots (
    snapshot_id uuid PRIMARY KEY,
    region_code text NOT NULL,
    edition int NOT NULL,
    number int NOT NULL,
    cut_at timestamptz NOT NULL,
    trigger text NOT NULL,
    entries int NOT NULL,
    canonical_form int NOT NULL,
    salt bytea NOT NULL,
    sha256 text NOT NULL,
    offsets jsonb NOT NULL,
    set_aside jsonb NOT NULL,
    content bytea NOT NULL,
    CONSTRAINT print_snapshots_number_once UNIQUE (region_code, edition, number),
    CONSTRAINT print_snapshots_number_counts_from_one CHECK (number >= 1),
    CONSTRAINT print_snapshots_trigger_known CHECK (trigger IN ('cut_off', 'by_hand')),
    CONSTRAINT print_snapshots_form_counts_from_one CHECK (canonical_form >= 1),
    CONSTRAINT print_snapshots_salt_is_long CHECK (length(salt) >= 16),
    CONSTRAINT print_snapshots_hash_is_of_the_content CHECK (sha256 = encode(sha256(content), 'hex'))
);

COMMENT ON COLUMN print_snapshots.trigger IS 'cut_off: by the clock; by_hand: somebody asked.';
COMMENT ON COLUMN print_snapshots.canonical_form IS 'Number of the rules that made the content of the entries.';
COMMENT ON COLUMN print_snapshots.salt IS 'Stands before each contact that is hashed.';
COMMENT ON COLUMN print_snapshots.content IS 'Canonical JSON of the entries, byte for byte what the hash is over.';
COMMENT ON COLUMN print_snapshots.offsets IS 'Per partition, the offset of the first record that is not in it.';
COMMENT ON COLUMN print_snapshots.set_aside IS 'Records below those offsets that were dead-lettered, so are not in it.';

-- Cuts that a restore has lost: readers of the topic know their facts, nobody has their content any more.
CREATE TABLE lost_print_snapshots (
    snapshot_id uuid PRIMARY KEY,
    region_code text NOT NULL,
    edition int NOT NULL,
    number int NOT NULL
);

COMMENT ON COLUMN lost_print_snapshots.number IS 'Is not given to another cut.';

CREATE INDEX print_snapshots_latest_first ON print_snapshots (cut_at, snapshot_id);

-- Of the contacts a snapshot holds the hash alone, so that they can be erased while it stays what it is.
CREATE TABLE print_snapshot_contacts (
    snapshot_id uuid NOT NULL REFERENCES print_snapshots,
    manifestation_id uuid NOT NULL,
    contact jsonb NOT NULL,
    PRIMARY KEY (snapshot_id, manifestation_id)
);

CREATE INDEX print_snapshot_contacts_by_manifestation ON print_snapshot_contacts (manifestation_id);

COMMENT ON TABLE print_snapshot_contacts IS 'Contacts that may be printed; erased when the manifestation leaves the programme or the consent is taken back.';

CREATE FUNCTION refuse_change_of_print_snapshot() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    -- After a restore its number may turn out to have been given to another cut, which readers know.
    IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'print_snapshots' THEN
        IF NEW.number > OLD.number AND to_jsonb(NEW) - 'number' = to_jsonb(OLD) - 'number' THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'a print snapshot never changes; cut a new one' USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER print_snapshots_never_change
    BEFORE UPDATE OR DELETE ON print_snapshots
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_print_snapshot();

CREATE TRIGGER print_snapshots_are_never_emptied
    BEFORE TRUNCATE ON print_snapshots
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_print_snapshot();

CREATE TRIGGER print_snapshot_contacts_never_change
    BEFORE UPDATE ON print_snapshot_contacts
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_print_snapshot();

-- What an organiser took back leaves the cuts at once, whoever writes to listings.
CREATE FUNCTION erase_contacts_taken_back() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM public.print_snapshot_contacts AS contacts
    USING changed
    WHERE contacts.manifestation_id = changed.manifestation_id
        AND NOT coalesce(changed.content @> '{"public_contact": {"print_consent": true}}', false);
    RETURN NULL;
END
$$;

CREATE TRIGGER listings_changed_erase_contacts
    AFTER UPDATE ON listings
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION erase_contacts_taken_back();

-- migrate:down
