"""Which records of a refused batch are to blame: halves are tried and rolled back until single records remain."""

from collections.abc import Sequence
from typing import TypeVar

import structlog

from shared.errors import Unavailable
from shared.kafka.dead_letters import DeadLetter, dead_letter
from shared.kafka.records import Received
from shared.kafka.subscription import Subscription
from shared.observability.failures import error_line
from shared.postgres.database import Database
from shared.postgres.faults import is_transient

T = TypeVar("T")

log = structlog.get_logger(__name__)


class _RolledBack(Exception):
    """Ends a trial that went well."""


async def find_culprits(
    database: Database, subscription: Subscription[T], items: Sequence[Received[T]]
) -> list[DeadLetter]:
    """Return the records that cannot be stored, each with its fault; raises only what waiting can mend.

    Where each half goes through alone and both together do not, the last record is blamed, so that the search always
    ends with fewer records than before.
    """
    fault = await _try(database, subscription, items)
    if fault is None:
        return []
    if len(items) == 1:
        return [dead_letter(items[0].record, fault)]
    middle = len(items) // 2
    culprits = [
        *await find_culprits(database, subscription, items[:middle]),
        *await find_culprits(database, subscription, items[middle:]),
    ]
    return culprits or [dead_letter(items[-1].record, fault)]


async def _try(database: Database, subscription: Subscription[T], items: Sequence[Received[T]]) -> Exception | None:
    try:
        if subscription.prepare:
            await subscription.prepare(items)
        async with database.transaction() as tx:
            await subscription.handle(tx, items)
            raise _RolledBack  # noqa: TRY301  the trial's transaction must not commit
    except _RolledBack:
        return None
    except Exception as error:
        if is_transient(error) or isinstance(error, Unavailable):
            raise
        log.warning(
            "record_refused" if len(items) == 1 else "half_refused", error=error_line(error), records=len(items)
        )
        return error
