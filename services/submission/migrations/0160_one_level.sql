-- migrate:up
-- Asked in the statement that registers a part: what it is part of stays a whole until that is committed. Whoever makes a
-- part of that whole meanwhile waits for this lock (whole.py), and whoever did it first is seen here, however old the
-- snapshot of the statement is.
CREATE FUNCTION stays_whole(said jsonb) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    IF said ->> 'parent_id' IS NOT NULL THEN
        PERFORM FROM manifestations
        WHERE id = (said ->> 'parent_id')::uuid AND content ->> 'parent_id' IS NULL
        FOR SHARE;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'part of a part' USING ERRCODE = 'MS002';
        END IF;
    END IF;
    RETURN true;
END
$$;

-- migrate:down
