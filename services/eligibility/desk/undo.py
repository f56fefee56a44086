"""Use case: whoever decided takes it back before it is told."""

from datetime import datetime
from uuid import UUID

from services.eligibility.audit.record import log_action
from services.eligibility.audit.rules import Action
from services.eligibility.desk.errors import RulingUnknown, TooLateToUndo
from services.eligibility.desk.hold import CARRY_OUT
from services.eligibility.desk.rules.said import HeldRuling
from services.eligibility.desk.store.rulings import finish_ruling, lock_batch
from services.eligibility.desk.store.work import put_back
from shared.identity.caller import Caller
from shared.jobs.enqueue import drop_timer
from shared.postgres.database import Tx


async def undo(tx: Tx, batch_id: UUID, *, caller: Caller, now: datetime) -> list[HeldRuling]:
    """Undo what was decided at one go and is not told yet; raises ``RulingUnknown`` and ``TooLateToUndo``."""
    said = [each for each in await lock_batch(tx, batch_id) if each.account_id == caller.account_id]
    if not said:
        raise RulingUnknown("Aucune décision de votre part ne porte cet identifiant.")
    held = [each for each in said if each.state == "held"]
    if not held:
        raise TooLateToUndo(
            "Cette décision est déjà annulée ou annoncée. Si elle est annoncée, rouvrez le dossier : une nouvelle "
            "décision la remplace."
        )
    for each in held:
        await finish_ruling(tx, each.ruling_id, "undone")
        await put_back(tx, each.manifestation_id)
        await drop_timer(tx, CARRY_OUT, key=str(each.ruling_id))
        await log_action(tx, _action(each, now))
    return held


def _action(held: HeldRuling, now: datetime) -> Action:
    return Action(
        at=now,
        act="undone",
        account_id=held.account_id,
        region_code=held.region_code,
        manifestation_id=held.manifestation_id,
        version=held.based_on,
        why=held.said.told,
    )
