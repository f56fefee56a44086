"""Which rows of a table its topic must still know, so that one it does not know should not be there."""

from typing import Any, NamedTuple

from shared.editions.rules import opening
from shared.kafka.history import History
from shared.kafka.recreated_store import list_recreated_topics
from shared.postgres.database import Tx
from shared.rebuild.projection import Projection
from shared.rebuild.quoting import statement_on


class Coverage(NamedTuple):
    """How far back a topic reaches."""

    missing: str | None
    """What it may have forgotten of the edition at hand, a French sentence: nothing may be removed by its word."""
    expected: str
    """The rows that it must know, as a condition on ``known``."""


async def coverage(tx: Tx, projection: Projection[Any], past: History, *, edition: int) -> Coverage:
    """Return what the topic can speak for."""
    return Coverage(
        missing=await _missing(tx, projection, past, edition=edition),
        expected=await _expected(tx, projection, past, edition=edition),
    )


async def _missing(tx: Tx, projection: Projection[Any], past: History, *, edition: int) -> str | None:
    since = opening(edition)
    recreated = [
        each
        for each in await list_recreated_topics(tx, projection.subscription.group)
        if each.topic == past.topic and each.noticed_at >= since
    ]
    if recreated or await past.is_made_again():
        return f"le topic {past.topic} a été supprimé puis recréé, ce qu’il disait avant est perdu."
    # Compaction keeps the last record of every key: a compacted topic read whole is all there is to know.
    if projection.subscription.stream.tombstones or not any(past.starts.values()):
        return None
    if await past.forgotten(since) or not (projection.edition or projection.moment):
        return f"le topic {past.topic} ne remonte plus au début de l’édition {edition}."
    return None


async def _expected(tx: Tx, projection: Projection[Any], past: History, *, edition: int) -> str:
    if projection.subscription.stream.tombstones and projection.gone:
        # What was removed, a compacted topic forgets in time.
        return await statement_on(tx, "NOT known.%1$I", projection.gone)
    if projection.edition and any(past.starts.values()):
        return await statement_on(tx, "known.%1$I >= %2$L::int", projection.edition, str(edition))
    if projection.moment and any(past.starts.values()):
        since = opening(edition).isoformat()
        return await statement_on(tx, "known.%1$I >= %2$L::timestamptz", projection.moment, since)
    return "true"
