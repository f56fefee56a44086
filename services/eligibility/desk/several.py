"""Use case: one decision on several dossiers in which the same question is open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from services.eligibility.absences.stand_in import acting
from services.eligibility.desk.errors import NothingInCommon
from services.eligibility.desk.hold import hold
from services.eligibility.desk.rules.said import Said
from services.eligibility.desk.rules.several import Chosen, Picked, common_questions
from services.eligibility.desk.store.several import list_chosen
from services.eligibility.dossiers.access import refuse_barred, require_chamber
from shared.errors import DomainError, Unavailable
from shared.identity.caller import Caller
from shared.postgres.database import Database, Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """One that was not decided, and why."""

    chosen: Chosen
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of them."""

    batch_id: UUID
    decided: int
    left_out: Sequence[LeftOut]


async def choose(tx: Tx, picked: Sequence[Picked], *, caller: Caller) -> list[Chosen]:
    """Return those that still wait, as they are now.

    Raises ``NotAllowed`` where one is another's, and ``NothingInCommon`` where no question is open in all of them.
    """
    chosen = await list_chosen(tx, [each.manifestation_id for each in picked])
    for each in chosen:
        require_chamber(await acting(tx, caller, each.desk_region), each.desk_region or None)
        refuse_barred(caller, each.barred)
    if not common_questions(chosen):
        raise NothingInCommon(
            "Ces dossiers n’attendent plus, ou n’ont aucune question ouverte en commun : filtrez la file par motif, "
            "puis cochez-les de nouveau."
        )
    return chosen


async def decide_several(
    database: Database, chosen: Sequence[Chosen], picked: Sequence[Picked], said: Said, *, caller: Caller, now: datetime
) -> Outcome:
    """Decide on each as it was read, by itself: what somebody else was quicker with is left out and named."""
    batch_id, decided, left_out = uuid4(), 0, []
    versions = {each.manifestation_id: each.version for each in picked}
    for each in chosen:
        try:
            async with database.transaction() as tx:
                await hold(
                    tx,
                    manifestation_id=each.manifestation_id,
                    said=said,
                    caller=caller,
                    based_on=versions[each.manifestation_id],
                    now=now,
                    batch_id=batch_id,
                )
            decided += 1
        except Unavailable:
            raise
        except DomainError as refused:
            left_out.append(LeftOut(chosen=each, why=refused.detail))
    return Outcome(batch_id=batch_id, decided=decided, left_out=left_out)
