"""Use case: somebody takes a dossier on, puts it on hold, or puts it back: nothing of this is told."""

from datetime import datetime
from typing import Literal, assert_never
from uuid import UUID

from services.eligibility.audit.record import log_action
from services.eligibility.audit.rules import Act, Action
from services.eligibility.desk.errors import DecidedBySomebody
from services.eligibility.desk.store.work import assign, find_work, put_aside, put_back
from services.eligibility.dossiers.decide import require_decidable
from services.eligibility.dossiers.look_up import look_up
from shared.identity.caller import Caller
from shared.postgres.database import Tx

Step = Literal["hold", "put_back", "take_on", "hand_back"]
ACTS: dict[Step, Act] = {"hold": "held", "put_back": "put_back", "take_on": "taken_on", "hand_back": "handed_back"}


async def handle(tx: Tx, manifestation_id: UUID, step: Step, *, caller: Caller, based_on: int, now: datetime) -> None:
    """Take the step; raises as deciding does, and ``DecidedBySomebody`` while a decision is about to be told."""
    dossier = (await look_up(tx, manifestation_id, caller=caller)).dossier
    if (await find_work(tx, manifestation_id)).aside == "deciding":
        raise DecidedBySomebody("Une décision sur ce dossier vient d’être prise : il n’y a plus rien à mettre de côté.")
    await require_decidable(tx, dossier, based_on=based_on)
    match step:
        case "hold":
            version = dossier.manifestation.version
            await put_aside(tx, manifestation_id, "held", judged_version=version, account_id=caller.account_id)
        case "put_back":
            await put_back(tx, manifestation_id)
        case "take_on":
            await assign(tx, manifestation_id, account_id=caller.account_id)
        case "hand_back":
            await assign(tx, manifestation_id, account_id=None)
        case _:
            assert_never(step)
    action = Action(
        at=now,
        act=ACTS[step],
        account_id=caller.account_id,
        region_code=dossier.region_code,
        manifestation_id=manifestation_id,
        version=dossier.version,
        for_account=dossier.manifestation.owner,
    )
    await log_action(tx, action)
