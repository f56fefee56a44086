"""Use case: read a queue: what is in it, what is due first on top, and how much of each kind there is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.eligibility.absences.stand_in import regions_stood_in
from services.eligibility.desk.rules.position import Position, position
from services.eligibility.desk.rules.queue import Alike, Entry, Source, Wanted
from services.eligibility.desk.rules.regions import cut_off_at, escalated_regions, regions_of
from services.eligibility.desk.store.queue import count_alike, count_overdue, list_entries
from shared.contracts.submission import EditionChanged
from shared.identity.caller import Caller
from shared.postgres.database import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """What somebody sees of an edition."""

    edition: EditionChanged
    account_id: str
    regions: Sequence[str]
    escalated: Sequence[str]
    """Regions of which only what their chambers left waiting is in it."""
    stood_in: Sequence[str] = ()
    """Regions whose moderator is away and left the queue to whoever sees it."""

    def without(self, region_code: str | None) -> "Queue":
        """Return what is left of it for whoever is away."""
        return replace(self, regions=[code for code in self.regions if code != region_code])

    def parts(self, wanted: Wanted) -> list[tuple[Source, Sequence[str]]]:
        """Return what it is put together from; what nobody waits for is its chamber's own."""
        if self.escalated and wanted.stage in {"open", "held", "asked"}:
            return [("all", self.regions), ("escalated", self.escalated)]
        return [("all", self.regions)]


async def queue_of(tx: Tx, caller: Caller, edition: EditionChanged, chosen: str) -> Queue:
    """Return the queue of somebody who chose a region, or none; raises ``NotAllowed`` where it is another's."""
    stood_in = await regions_stood_in(tx, caller)
    regions = regions_of(caller, edition, chosen, stood_in=stood_in)
    return Queue(
        edition=edition,
        account_id=caller.account_id,
        regions=regions,
        escalated=escalated_regions(caller, regions),
        stood_in=stood_in,
    )


async def read_queue(tx: Tx, queue: Queue, wanted: Wanted, *, after: Position | None = None, limit: int) -> list[Entry]:
    """List what is wanted, from behind a position."""
    found: list[Entry] = []
    parts = queue.parts(wanted)
    for source, regions in parts:
        found += await list_entries(
            tx,
            edition=queue.edition.year,
            cut_offs={code: cut_off_at(queue.edition, code) for code in regions},
            wanted=wanted,
            account_id=queue.account_id,
            after=after,
            limit=limit,
            source=source,
        )
    if len(parts) > 1:
        found.sort(key=lambda entry: position(entry, wanted.stage))
    return found[:limit]


async def count_queue(tx: Tx, queue: Queue, wanted: Wanted) -> list[Alike]:
    """Count it by all that it can be filtered by."""
    year, account_id = queue.edition.year, queue.account_id
    return [
        each
        for source, regions in queue.parts(wanted)
        for each in await count_alike(
            tx, edition=year, regions=regions, wanted=wanted, account_id=account_id, source=source
        )
    ]


async def overdue_in(tx: Tx, queue: Queue) -> int:
    """Count what of it waits to be decided for longer than the edition lets it."""
    year, account_id = queue.edition.year, queue.account_id
    return sum(
        [
            await count_overdue(tx, edition=year, regions=regions, account_id=account_id, source=source)
            for source, regions in queue.parts(Wanted())
        ]
    )
