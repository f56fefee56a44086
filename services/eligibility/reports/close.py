"""Use cases: a chamber reads what visitors said of a manifestation, and closes it."""

from datetime import datetime
from uuid import UUID

from services.eligibility.audit.record import log_action
from services.eligibility.audit.rules import Action
from services.eligibility.dossiers.look_up import look_up
from services.eligibility.reports.rules import Report
from services.eligibility.reports.store import close_open, list_open
from shared.french.typography import plural
from shared.identity.caller import Caller
from shared.postgres.database import Tx


async def open_reports(tx: Tx, manifestation_id: UUID) -> list[Report]:
    """Return what is open; who may see it is looked at where the dossier is."""
    return await list_open(tx, manifestation_id)


async def close_reports(tx: Tx, manifestation_id: UUID, *, caller: Caller, now: datetime) -> None:
    """Close what is open, however often; raises ``DossierUnknown`` and ``NotAllowed``."""
    dossier = (await look_up(tx, manifestation_id, caller=caller)).dossier
    closed = await close_open(tx, manifestation_id, account_id=caller.account_id)
    if closed:
        action = Action(
            at=now,
            act="reports_closed",
            account_id=caller.account_id,
            region_code=dossier.region_code,
            manifestation_id=manifestation_id,
            version=dossier.version,
            why=f"{plural(closed, 'signalement')}.",
        )
        await log_action(tx, action)
