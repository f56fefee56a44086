"""Use cases: a moderator says when they are away and who has their queue meanwhile, or that they are back."""

from datetime import datetime
from zoneinfo import ZoneInfo

from services.eligibility.absences.rules import Absence, require_possible, substitution_notice
from services.eligibility.absences.store import delete_absence, list_absences, list_colleagues, save_absence
from services.eligibility.audit.record import log_action
from services.eligibility.audit.rules import Act, Action
from shared.contracts.notices import NOTICES
from shared.french.dates import day
from shared.geography import region
from shared.geography.time_zones import PARIS
from shared.identity.caller import Caller
from shared.outbox.append import outbox_row
from shared.postgres.database import Tx


async def announce_absence(tx: Tx, absence: Absence, *, caller: Caller, link: str, now: datetime) -> None:
    """Keep it in the place of the one before, and write to the substitute; raises ``FieldsRefused``."""
    today = now.astimezone(ZoneInfo(PARIS)).date()
    require_possible(absence, await list_colleagues(tx), await list_absences(tx), today=today)
    found = region(absence.region_code)
    notice = substitution_notice(
        absence,
        name=caller.name or "une personne de la chambre",
        region=found.name if found else absence.region_code,
        link=link,
        at=now,
    )
    await save_absence(tx, absence, [outbox_row(NOTICES["eligibility"], notice)])
    await log_action(tx, _action(absence, "absence_begun", now))


async def end_absence(tx: Tx, *, caller: Caller, now: datetime) -> None:
    """Give the queue back to whoever is back, however often they say so."""
    ended = await delete_absence(tx, caller.account_id)
    if ended is not None:
        await log_action(tx, _action(ended, "absence_ended", now))


def _action(absence: Absence, act: Act, now: datetime) -> Action:
    return Action(
        at=now,
        act=act,
        account_id=absence.account_id,
        region_code=absence.region_code,
        for_account=absence.substitute,
        why=f"Du {day(absence.first_day)} au {day(absence.last_day)}.",
    )
