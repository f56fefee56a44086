"""Use case: after a restore, tables and topics come to say the same again, under versions that nobody has seen."""

from collections.abc import Sequence
from typing import Any

from shared.kafka.cluster import Cluster
from shared.kafka.records import Received
from shared.kafka.store import save_marks
from shared.outbox.numbered import NumberedStream, Reconciled, find_forgotten
from shared.outbox.reconcile_store import delete_waiting
from shared.postgres.database import Database


class ReconcileRefused(Exception):
    """It cannot be reconciled yet; the message is French, and nothing was changed."""


class _Tried(Exception):
    """Ends a trial that went well."""


async def reconcile(
    numbered: NumberedStream[Any], *, service: str, database: Database, cluster: Cluster, commit: bool
) -> list[Reconciled]:
    """Reconcile one stream in one transaction, which is rolled back without ``commit``; in the order of keys.

    Raises ``ReconcileRefused``, and the errors of database and broker.
    """
    found = await find_forgotten(numbered, service=service, database=database, cluster=cluster)
    done: list[Reconciled] = []
    try:
        async with database.transaction() as tx:
            # What waits was numbered without knowing what had been told; under such a number it says two things.
            await delete_waiting(tx, numbered.stream.topic, sorted(found.by_key))
            done += [await numbered.reconcile(tx, found.by_key[key]) for key in sorted(found.by_key)]
            await save_marks(tx, found.marks)
            if not commit:
                raise _Tried  # noqa: TRY301  the trial's transaction must not commit
    except _Tried:
        pass
    return done


def next_version(present: int | None, forgotten: Sequence[Received[Any]]) -> int:
    """Return a version that is greater than the table's and than all that was told."""
    return 1 + max(present or 0, *(each.version for each in forgotten))
