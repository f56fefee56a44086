"""Use case: gather what waits for the national team."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.submission.editions.look_up import look_up_all
from services.submission.manifestations.rules.waiting import WaitingRegion
from services.submission.manifestations.waiting import waiting_by_region
from shared.contracts.submission import EditionChanged
from shared.editions.store import find_present
from shared.jobs.administration_store import backlog
from shared.postgres.database import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What the national team has to know when it comes in."""

    present: EditionChanged | None
    """The open edition, else the last one that was."""
    preparing: Sequence[EditionChanged]
    waiting: Sequence[WaitingRegion]
    """Of the present edition."""
    dead_jobs: int
    """Of this service."""


async def look_up_overview(tx: Tx) -> Overview:
    """Gather it from this service's own database."""
    present = await find_present(tx)
    return Overview(
        present=present,
        preparing=[edition for edition in await look_up_all(tx) if edition.state == "preparing"],
        waiting=await waiting_by_region(tx, present.year) if present else (),
        dead_jobs=(await backlog(tx)).dead,
    )
