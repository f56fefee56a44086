"""Every SQL statement about answers of the register that are kept."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from services.eligibility.criteria.facts import RegisterEntry, RegisterFacts
from shared.postgres.database import Tx


async def list_fresh_entries(
    tx: Tx, identifiers: Sequence[str], *, found_since: datetime, missing_since: datetime
) -> dict[str, RegisterEntry]:
    """Return the answers that are young enough: what was found keeps longer than what was not."""
    rows = await tx.fetch(
        """
        SELECT identifier, facts, fetched_at
        FROM register_entries
        WHERE identifier = ANY($1::text[])
            AND fetched_at > CASE WHEN found THEN $2::timestamptz ELSE $3::timestamptz END
        """,
        identifiers,
        found_since,
        missing_since,
    )
    return {row["identifier"]: RegisterEntry(**{**row, "facts": _facts(row["facts"])}) for row in rows}


async def save_entries(tx: Tx, entries: Sequence[RegisterEntry]) -> None:
    """Keep answers, each identifier at most once; a younger one that is there already stays."""
    await tx.execute(
        """
        INSERT INTO register_entries (identifier, found, facts, fetched_at)
        SELECT identifier, facts IS NOT NULL, facts, fetched_at
        FROM unnest($1::text[], $2::jsonb[], $3::timestamptz[]) AS incoming (identifier, facts, fetched_at)
        ORDER BY identifier
        ON CONFLICT (identifier) DO UPDATE
            SET found = excluded.found, facts = excluded.facts, fetched_at = excluded.fetched_at
            WHERE register_entries.fetched_at < excluded.fetched_at
        """,
        [entry.identifier for entry in entries],
        [entry.facts for entry in entries],
        [entry.fetched_at for entry in entries],
    )


def _facts(stored: object) -> RegisterFacts | None:
    return None if stored is None else msgspec.convert(stored, RegisterFacts)
