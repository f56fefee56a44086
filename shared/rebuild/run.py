"""The steps of a rebuild: catch up with the live table, then take its place at one instant."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from shared.kafka.history import History
from shared.kafka.records import Received
from shared.postgres.database import Tx
from shared.rebuild import merge_store, store
from shared.rebuild.coverage import coverage
from shared.rebuild.projection import Projection, RebuildRefused
from shared.rebuild.published import Published, check_told_topics
from shared.rebuild.shadow import Shadow

T = TypeVar("T")
Progress = Callable[[int, int], None]
"""Called with the records read and their number in all, which grows while the service works on."""

NEAR_RECORDS = 500
CATCH_UPS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """What a rebuild found, and did if it was to."""

    difference: merge_store.Difference
    records: int
    refused: int
    """Keys whose latest state cannot be stored by today's code; they stop the swap."""
    passed_over: int
    """Other records that it cannot store: set aside, as the consumer would, since a later state of the key decides."""
    told: int
    """Records put into the outbox, since the last that readers were told is older than what the table now says."""
    missing: str | None
    """What the topic may have forgotten of the edition, in French; None where what it does not know is wrong."""


class Run(Generic[T]):
    """One rebuild at work."""

    def __init__(
        self,
        *,
        projection: Projection[T],
        connection: Tx,
        shadow: Shadow[T],
        past: History,
        published: Published | None,
        edition: int,
        progress: Progress,
    ) -> None:
        """Take the parts, connected; without ``published``, nothing can be told."""
        self._projection = projection
        self._connection = connection
        self._shadow = shadow
        self._past = past
        self._published = published
        self._edition = edition
        self._progress = progress
        self._group = projection.subscription.group

    async def approach(self) -> None:
        """Read until the shadow is close behind the table, so that the last step is short."""
        applied = await store.get_applied(self._connection, self._group, self._past.topic)
        if not applied.next_offsets:
            raise RebuildRefused(
                f"Rien à reconstruire : le groupe {self._group} n’a encore rien lu de {self._past.topic}."
            )
        if self._published:
            await self._published.read_on()
        for _ in range(CATCH_UPS):
            if await self._catch_up() <= NEAR_RECORDS:
                return

    async def finish(self, *, swap: bool, explained_only: bool) -> Rebuilt:
        """Stop the table's writers, make the shadow exactly as old as the table, compare, and swap if told to."""
        table, key = self._projection.table, self._projection.key
        transaction = self._connection.transaction()
        await transaction.start()
        told = 0
        try:
            await store.lock_table(self._connection, table)
            # No writer is at work now, so what is applied is exactly what the table holds: not a record more may be
            # replayed, or the consumer would find its version taken and tell nobody.
            await self._catch_up()
            await merge_store.remember(self._connection, table, key, self._projection.remembered)
            missing, expected = await coverage(self._connection, self._projection, self._past, edition=self._edition)
            difference = await merge_store.compare(self._connection, table, key, expected=expected)
            refused = await self._without_latest_state()
            if swap:
                self._check(refused, missing=missing, explained_only=explained_only)
                await check_told_topics(self._connection, self._projection.tells)
                await merge_store.merge(self._connection, table, key, unexplained=expected if explained_only else None)
                if self._published:
                    await self._published.complete()
                    told = await merge_store.tell(self._connection, table, key)
        except BaseException:
            await transaction.rollback()
            raise
        await (transaction.commit() if swap else transaction.rollback())
        return Rebuilt(
            difference=difference,
            records=self._shadow.records,
            refused=len(refused),
            passed_over=self._shadow.refused - len(refused),
            told=told,
            missing=missing,
        )

    async def _catch_up(self) -> int:
        """Read up to what the table holds now; returns how many records that were."""
        applied = await store.get_applied(self._connection, self._group, self._past.topic)
        until = await self._until(applied)
        before = self._shadow.records
        total = sum(until[number] - start for number, start in self._past.starts.items())
        async for records in self._past.read(until):
            await self._shadow.take(records, applied.set_aside)
            self._progress(self._read(), total)
        self._progress(self._read(), total)
        return self._shadow.records - before

    def _read(self) -> int:
        """Count by position: what compaction took away needs no reading."""
        return sum(position - self._past.starts[number] for number, position in self._past.positions.items())

    async def _until(self, applied: store.Applied) -> dict[int, int]:
        if applied.topic_ids - {self._past.topic_id}:
            raise RebuildRefused(
                f"Historique incomplet : le topic {self._past.topic} a été supprimé puis recréé depuis que la table en "
                "vient. Démarrez le service, qui lit le nouveau topic depuis son début. La table n’est pas touchée."
            )
        ends = await self._past.ends()
        until = {number: max(start, applied.next_offsets.get(number, 0)) for number, start in self._past.starts.items()}
        if beyond := [number for number, offset in until.items() if offset > ends[number]]:
            raise RebuildRefused(
                f"La partition {beyond[0]} du topic {self._past.topic} s’arrête à la position {ends[beyond[0]]}, avant "
                f"la position {until[beyond[0]]} que la table a atteinte : le topic a été vidé ou recréé. La table en "
                "sait plus que lui ; elle n’est pas touchée."
            )
        return until

    async def _without_latest_state(self) -> list[Received[T]]:
        refused = self._shadow.latest_refused
        versions = {item.key: item.version for item in refused.values()}
        table, key = self._projection.table, self._projection.key
        return [refused[each] for each in await store.list_without_version(self._connection, table, key, versions)]

    def _check(self, refused: Sequence[Received[T]], *, missing: str | None, explained_only: bool) -> None:
        if refused:
            first, record = refused[0], refused[0].record
            raise RebuildRefused(
                f"{len(refused)} enregistrement(s), chacun le dernier état de sa clé, ne peuvent pas être enregistrés "
                f"par cette version du service, par exemple {first.key}, version {first.version} ({record.topic}, "
                f"partition {record.partition}, position {record.offset}) : corrigez-la d’abord. La table n’est pas "
                "touchée."
            )
        if explained_only and missing:
            raise RebuildRefused(
                f"Historique incomplet : {missing} Une ligne que le topic ne connaît pas peut être juste. Recommencez "
                "sans --remove-unexplained. La table n’est pas touchée."
            )
