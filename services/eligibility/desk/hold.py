"""Use case: somebody decides at a desk; for ten seconds it is told to nobody, so that it can be undone."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from services.eligibility.desk.errors import DecidedBySomebody
from services.eligibility.desk.rules.said import UNDO, HeldRuling, Said
from services.eligibility.desk.store.people import put_down
from services.eligibility.desk.store.rulings import insert_ruling
from services.eligibility.desk.store.work import put_aside
from services.eligibility.dossiers.decide import require_decidable
from services.eligibility.dossiers.look_up import look_up
from shared.identity.caller import Caller
from shared.jobs.enqueue import set_timer
from shared.jobs.kind import Kind
from shared.postgres.database import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryOut:
    """Which decision is to be told."""

    ruling_id: UUID


CARRY_OUT = Kind(name="carry_out_ruling", arguments=CarryOut)


async def hold(
    tx: Tx,
    *,
    manifestation_id: UUID,
    said: Said,
    caller: Caller,
    based_on: int,
    now: datetime,
    batch_id: UUID | None = None,
) -> HeldRuling:
    """Keep what was said until it is told; of several that are said at one go, each with the same ``batch_id``.

    Raises ``DossierUnknown``, ``NotAllowed``, ``VersionChanged``, ``AlreadyWithdrawn``, ``EditionArchived``, and
    ``DecidedBySomebody`` where another's word is about to be told.
    """
    dossier = (await look_up(tx, manifestation_id, caller=caller)).dossier
    ruling_id = uuid4()
    held = HeldRuling(
        ruling_id=ruling_id,
        batch_id=batch_id or ruling_id,
        manifestation_id=manifestation_id,
        based_on=based_on,
        judged_version=dossier.manifestation.version,
        act=said.act,
        said=said,
        account_id=caller.account_id,
        region_code=dossier.region_code,
        made_at=now,
        due_at=now + UNDO,
    )
    # Before the version is compared: whoever decided first and is not told yet has changed no version.
    if not await insert_ruling(tx, held):
        raise DecidedBySomebody(
            "Une décision sur ce dossier vient d’être prise ; elle est sur le point d’être annoncée."
        )
    await require_decidable(tx, dossier, based_on=based_on)
    await put_aside(tx, manifestation_id, "deciding", judged_version=held.judged_version, account_id=caller.account_id)
    await put_down(tx, manifestation_id, account_id=caller.account_id)
    await set_timer(tx, CARRY_OUT, CarryOut(ruling_id=held.ruling_id), key=str(held.ruling_id), at=held.due_at)
    return held
