"""Which rows of a table its topic must still know, so that one it does not know should not be there."""

from typing import Any, NamedTuple

from shared.edition import opening
from shared.kafka.history import History
from shared.postgres.database import Tx
from shared.rebuild.projection import Projection
from shared.rebuild.quoting import statement_on


class Coverage(NamedTuple):
    """How far back a topic reaches."""

    complete: bool
    """False where it may have forgotten what it said in the edition at hand: nothing may be removed by its word."""
    expected: str
    """The rows that it must know, as a condition on ``known``."""


async def coverage(tx: Tx, projection: Projection[Any], past: History, *, edition: int) -> Coverage:
    """Return what the topic can speak for."""
    if projection.subscription.stream.tombstones:
        # Compaction keeps the last record of every key: read whole, it is all there is to know. Of what is gone, the
        # topic forgets in time even that.
        return Coverage(complete=True, expected=await _condition(tx, "NOT known.%1$I", projection.gone))
    if not any(past.starts.values()):
        return Coverage(complete=True, expected="true")
    complete = not await past.forgotten(opening(edition))
    if projection.edition:
        return Coverage(complete, await _condition(tx, "known.%1$I >= %2$L::int", projection.edition, str(edition)))
    if projection.moment:
        since = opening(edition).isoformat()
        return Coverage(complete, await _condition(tx, "known.%1$I >= %2$L::timestamptz", projection.moment, since))
    return Coverage(complete=False, expected="true")


async def _condition(tx: Tx, form: str, column: str | None, *values: str) -> str:
    return await statement_on(tx, form, column, *values) if column else "true"
