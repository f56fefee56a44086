"""Use case: see which region is late, and why."""

from services.eligibility.absences.look_up import look_up_desks
from services.eligibility.desk.read_queue import Queue
from services.eligibility.desk.rules.late import RegionState, in_order
from services.eligibility.desk.rules.regions import NO_CUT_OFF, cut_off_at, has_chamber
from services.eligibility.desk.store.late import list_last_decided, list_waiting
from shared.geography.regions import BY_CODE
from shared.identity.caller import Caller
from shared.postgres.database import Tx


async def survey(tx: Tx, queue: Queue, *, caller: Caller) -> list[RegionState]:
    """Return the regions, the latest first: all for the national team, a moderator's own for themselves."""
    regions = tuple(BY_CODE) if caller.role == "national" else queue.regions
    edition = queue.edition
    waiting = await list_waiting(tx, edition=edition.year, regions=regions)
    decided = await list_last_decided(tx, edition=edition.year, regions=regions)
    desks = await look_up_desks(tx)
    away = {each.account_id for each in desks.away}
    states = []
    for code in regions:
        moderators = [each.account_id for each in desks.colleagues if each.region_code == code]
        at = cut_off_at(edition, code)
        states.append(
            RegionState(
                region_code=code,
                has_chamber=has_chamber(edition, code),
                waiting=waiting.get(code),
                cut_off=None if at == NO_CUT_OFF else at,
                last_decided_at=decided.get(code),
                moderators=len(moderators),
                away=sum(account_id in away for account_id in moderators),
            )
        )
    return in_order(states)
