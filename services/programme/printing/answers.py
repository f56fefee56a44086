"""What print snapshots are answered with as JSON."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from services.programme.printing.rules.addresses import snapshot_path
from services.programme.printing.snapshot import Snapshot
from shared.contracts.programme import AppliedOffset, CutTrigger
from shared.contracts.vocabulary import documented
from shared.http.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotAnswer:
    """The facts of a print snapshot."""

    snapshot_id: UUID
    region_code: str
    edition: int
    number: int
    cut_at: datetime
    trigger: Annotated[str, documented(CutTrigger)]
    entries: int
    set_aside: int
    """Records below the offsets that could not be read, so are not in it."""
    canonical_form: int
    sha256: str
    offsets: tuple[AppliedOffset, ...]
    links: dict[str, str]
    """``content`` and ``entries`` ask for a key of those in charge of the region."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotListAnswer:
    """A page of print snapshots, the latest first."""

    items: list[SnapshotAnswer]
    next: str | None


def snapshot_address(site: Site, snapshot_id: UUID) -> str:
    """Return the public address of a print snapshot."""
    return site.absolute(snapshot_path(snapshot_id))


def snapshot_answer(site: Site, snapshot: Snapshot) -> SnapshotAnswer:
    """Return the facts of a snapshot as they are answered."""
    address = snapshot_address(site, snapshot.snapshot_id)
    return SnapshotAnswer(
        snapshot_id=snapshot.snapshot_id,
        region_code=snapshot.region_code,
        edition=snapshot.edition,
        number=snapshot.number,
        cut_at=snapshot.cut_at,
        trigger=snapshot.trigger,
        entries=snapshot.entries,
        set_aside=len(snapshot.set_aside),
        canonical_form=snapshot.canonical_form,
        sha256=snapshot.sha256,
        offsets=snapshot.offsets,
        links={"self": address, "content": f"{address}/content", "entries": f"{address}/entries"},
    )
