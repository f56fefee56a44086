"""The SQL statement that finds which decisions the history has as they were told."""

LIST_KNOWN = """
    SELECT manifestation_id, version, decided_at
    FROM decisions AS known
    JOIN unnest($1::uuid[], $2::bigint[], $3::timestamptz[]) AS told (manifestation_id, version, decided_at)
        USING (manifestation_id, version, decided_at)
    """
