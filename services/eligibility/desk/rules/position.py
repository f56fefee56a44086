"""Where a page of a queue begins; pure."""

from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import UUID

from services.eligibility.desk.rules.queue import Entry, Stage

Position = tuple[datetime, datetime, UUID]
"""Cut-off, age and id: after which a page begins."""

FIRST = datetime(1, 1, 2, tzinfo=UTC)
LAST = datetime(9999, 12, 30, tzinfo=UTC)
NIL, FULL = UUID(int=0), UUID(int=2**128 - 1)


def position(entry: Entry, stage: Stage) -> Position:
    """Return where the page after this entry begins."""
    at = entry.decided_at if stage == "settled" else entry.opened_at
    return entry.cut_off or datetime(9999, 1, 1, tzinfo=UTC), at, entry.manifestation_id


def waiting_begin(cut_offs: Mapping[str, datetime], after: Position | None) -> dict[str, tuple[datetime, UUID]]:
    """Return where the page begins in each region: those due before are over, those due later begin at their start."""
    if after is None:
        return dict.fromkeys(cut_offs, (FIRST, NIL))
    cut_off, at, manifestation_id = after
    return {
        code: (at, manifestation_id) if due == cut_off else (FIRST, NIL)
        for code, due in cut_offs.items()
        if due >= cut_off
    }


def settled_begin(cut_offs: Mapping[str, datetime], after: Position | None) -> dict[str, tuple[datetime, UUID]]:
    """Return the same of what is decided, where regions are not apart."""
    begin = (LAST, FULL) if after is None else after[1:]
    return dict.fromkeys(cut_offs, begin)
