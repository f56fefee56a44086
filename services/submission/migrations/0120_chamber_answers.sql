-- migrate:up
-- What an organiser answers to the chamber alone: kept beside the content, which readers see, and forgotten as the note.
ALTER TABLE manifestations ADD COLUMN chamber_answers jsonb NOT NULL DEFAULT '{}';
ALTER TABLE manifestation_versions ADD COLUMN chamber_answers jsonb NOT NULL DEFAULT '{}';

CREATE OR REPLACE FUNCTION refuse_to_rewrite_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.note IS NULL AND NEW.chamber_answers = '{}' AND NEW.content = without_contact(OLD.content)
            AND to_jsonb(NEW) - '{content,note,chamber_answers}'::text[]
                = to_jsonb(OLD) - '{content,note,chamber_answers}'::text[] THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'manifestation_versions is append-only' USING ERRCODE = 'restrict_violation';
END
$$;

-- migrate:down
