"""Use case: find the first line of the log that is not what was written."""

from dataclasses import dataclass

from services.eligibility.audit.rules import Broken, first_broken
from services.eligibility.audit.store import get_head, list_lines
from shared.postgres.database import Tx

BATCH_SIZE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """How many lines hold, and the first that does not."""

    lines: int
    head: str
    """Hash of the last line that holds, in hexadecimal: whoever keeps it elsewhere sees a log that was made anew."""
    broken: Broken | None


async def verify(tx: Tx) -> Verified:
    """Read the whole log, in one snapshot."""
    last, head = await get_head(tx)
    number, before = 0, b""
    while lines := await list_lines(tx, after=number, limit=BATCH_SIZE):
        broken = first_broken(lines, number=number, before=before)
        if broken:
            whole = [line for line in lines if line.number < broken.number]
            before = whole[-1].hash if whole else before
            return Verified(lines=broken.number - 1, head=before.hex(), broken=broken)
        number, before = lines[-1].number, lines[-1].hash
    lost = Broken(number=number + 1, why="elle manque, comme celles qui la suivaient") if number < last else None
    if lost is None and before != head:
        lost = Broken(number=number, why="elle n’est pas la dernière qui fut écrite")
    return Verified(lines=number, head=before.hex(), broken=lost)
