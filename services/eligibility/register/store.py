"""Every SQL statement about the register: answers that are kept, and whose turn it is to ask."""

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


async def get_fetched_at(tx: Tx, identifiers: Sequence[str]) -> datetime | None:
    """Return when the register last answered about any of these."""
    fetched_at: datetime | None = await tx.fetchval(
        "SELECT max(fetched_at) FROM register_entries WHERE identifier = ANY($1::text[])", identifiers
    )
    return fetched_at


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


async def take_turn(tx: Tx, *, interval: float, longest_wait: float) -> float | None:
    """Take the next turn, ``interval`` seconds behind the one before; None where it is more than that far off.

    Returns the seconds until then, on the database's clock: processes may differ, and they have only this one in
    common.
    """
    wait: float | None = await tx.fetchval(
        """
        UPDATE register_turns
        SET next_at = greatest(next_at, clock_timestamp()) + make_interval(secs => $1::float8)
        WHERE next_at < clock_timestamp() + make_interval(secs => $2::float8)
        RETURNING extract(epoch FROM next_at - make_interval(secs => $1::float8) - clock_timestamp())::float8
        """,
        interval,
        longest_wait,
    )
    return wait


async def put_turns_off(tx: Tx, *, seconds: float) -> None:
    """Let the next turn be no earlier than so many seconds from now."""
    await tx.execute(
        """
        UPDATE register_turns
        SET next_at = greatest(next_at, clock_timestamp() + make_interval(secs => $1::float8))
        """,
        seconds,
    )


def _facts(stored: object) -> RegisterFacts | None:
    return None if stored is None else msgspec.convert(stored, RegisterFacts)
