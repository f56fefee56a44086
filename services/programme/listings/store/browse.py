"""The list: dates of what is online, in the order in which people read."""

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from services.programme.listings.listing import Entry, Filters, Position
from services.programme.listings.store.wanted import IN_RANK, RANKS, Parameters, earliest_start, wanted
from services.programme.listings.store.words import Among
from shared.postgres.database import Tx

ENTRY = ", ".join(f"dates.{name}" for name in Entry._fields)
ORDER = "starts_local, manifestation_id, occurrence_id"


async def list_entries(
    tx: Tx, filters: Filters, *, rank: int, among: Among, limit: int, after: Position | None = None
) -> list[Entry]:
    """Return dates of one rank in order; ``after`` is where the page before ended, in this rank.

    ``among`` are the manifestations of this rank, where they are few.
    """
    if among is not None and not among:
        return []
    parameters = Parameters()
    conditions = wanted(replace(filters, words=""), parameters)
    if among is not None:
        conditions.append(f"dates.manifestation_id = ANY({parameters.add(among)}::uuid[])")
    elif filters.words:
        conditions.append(IN_RANK.format(parameters.add(filters.words), RANKS[rank]))
    if after:
        kinds = ("timestamp", "uuid", "uuid")
        position = ", ".join(f"{parameters.add(value)}::{kind}" for value, kind in zip(after[1:], kinds, strict=True))
        conditions.append(f"({ORDER}) > ({position})")
    begins = earliest_start(filters)
    most = f"{parameters.add(limit)}::bigint"
    if begins is None:
        statement = _part(conditions, most)
    else:
        # What lasts several days may have begun at any time; all else is looked for from a moment on, by the order of
        # the list, so that what is over is not read again and again as the season goes on.
        prompt = ["dates.first_day = dates.last_day", f"dates.starts_local >= {parameters.add(begins)}::timestamp"]
        if filters.first_day and filters.first_day == filters.last_day:
            # Says nothing more, but it is what the index of places begins with.
            prompt.append(f"dates.first_day = {parameters.add(filters.first_day)}::date")
        lasting = ["dates.first_day < dates.last_day"]
        parts = [_part([*conditions, *more], most) for more in (prompt, lasting)]
        statement = f"SELECT * FROM (({parts[0]}) UNION ALL ({parts[1]})) AS dates ORDER BY {ORDER} LIMIT {most}"
    return [Entry(*row) for row in await tx.fetch(statement, *parameters.values)]


def _part(conditions: list[str], most: str) -> str:
    return f"""
        SELECT {ENTRY}
        FROM listing_occurrences AS dates
        WHERE {" AND ".join(conditions)}
        ORDER BY {ORDER}
        LIMIT {most}
        """


async def list_entries_of(tx: Tx, manifestation_ids: Collection[UUID]) -> list[Entry]:
    """Return all dates of these manifestations, in order."""
    rows = await tx.fetch(
        f"""
        SELECT {ENTRY}
        FROM listing_occurrences AS dates
        WHERE manifestation_id = ANY($1::uuid[])
        ORDER BY {ORDER}
        """,
        list(manifestation_ids),
    )
    return [Entry(*row) for row in rows]
