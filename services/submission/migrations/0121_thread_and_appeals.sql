-- migrate:up
-- Why an organiser asks for a refusal to be looked at again, and what chambers have told organisers so far.
ALTER TABLE manifestations
    ADD COLUMN appeal text,
    ADD COLUMN appealed_decision bigint,
    ADD CONSTRAINT manifestations_an_appeal_is_against_a_decision CHECK (appeal IS NULL OR appealed_decision IS NOT NULL);
ALTER TABLE manifestation_versions ADD COLUMN appeal text;
ALTER TABLE decisions_heard ADD COLUMN said jsonb NOT NULL DEFAULT '[]';

COMMENT ON COLUMN manifestations.appeal IS 'For whoever decides alone; it stays once it was answered.';
COMMENT ON COLUMN manifestations.appealed_decision IS 'Version of the decision that it is against.';

CREATE OR REPLACE FUNCTION refuse_to_rewrite_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.note IS NULL AND NEW.appeal IS NULL AND NEW.chamber_answers = '{}'
            AND NEW.content = without_contact(OLD.content)
            AND to_jsonb(NEW) - '{content,note,appeal,chamber_answers}'::text[]
                = to_jsonb(OLD) - '{content,note,appeal,chamber_answers}'::text[] THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'manifestation_versions is append-only' USING ERRCODE = 'restrict_violation';
END
$$;

-- migrate:down
