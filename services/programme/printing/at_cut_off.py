"""Use case: freeze each region's programme at the cut-off of its edition, by the clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from services.programme.printing.cut import AddressOf, save_cut, take_cut
from shared.contracts.edition import EditionRegion
from shared.contracts.submission import EditionChanged
from shared.jobs.enqueue import drop_timer, set_timer, was_asked_for
from shared.jobs.kind import Kind
from shared.jobs.running import Running
from shared.postgres.database import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class CutOff:
    """What is to be cut."""

    region_code: str
    edition: int


CUT_AT_CUT_OFF: Final = Kind(name="cut_at_cut_off", arguments=CutOff, most_attempts=20)


async def set_cut_offs(tx: Tx, editions: Sequence[EditionChanged]) -> None:
    """Have each region of an open edition cut at its cut-off; one that is moved is cut at the new one.

    A cut-off that was over when it was first told is nobody's order to print: no cut is taken.
    """
    for edition in editions:
        for region in edition.regions:
            key = f"{edition.year}-{region.region_code}"
            at = _instant(region)
            if at is None or edition.state != "open":
                await drop_timer(tx, CUT_AT_CUT_OFF, key=key)
            elif at > edition.changed_at or await was_asked_for(tx, CUT_AT_CUT_OFF, key=key):
                order = CutOff(region_code=region.region_code, edition=edition.year)
                await set_timer(tx, CUT_AT_CUT_OFF, order, key=key, at=at)


async def cut_at_cut_off(job: Running, order: CutOff, *, address_of: AddressOf) -> None:
    """Take the cut, once: the job is done in its transaction."""
    async with job.database.transaction(isolation="repeatable_read") as tx:
        # First: a sign of life that changed the row after this transaction's instant would undo all of it.
        await job.finish(tx)
        taken = await take_cut(tx, region_code=order.region_code, edition=order.edition, trigger="cut_off")
        await save_cut(tx, taken, address_of=address_of)


def _instant(region: EditionRegion) -> datetime | None:
    return region.cut_off and region.cut_off.replace(tzinfo=ZoneInfo(region.time_zone))
