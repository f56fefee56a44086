"""Use case: who is away, and who could stand in."""

from dataclasses import dataclass

from services.eligibility.absences.rules import Absence, Colleague
from services.eligibility.absences.store import list_absences, list_absences_in_force, list_colleagues
from shared.postgres.database import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Desks:
    """Everybody who may decide somewhere."""

    colleagues: tuple[Colleague, ...]
    away: tuple[Absence, ...]
    """Today."""


async def look_up_desks(tx: Tx) -> Desks:
    """Return who is there today."""
    return Desks(colleagues=tuple(await list_colleagues(tx)), away=tuple(await list_absences_in_force(tx)))


async def absence_of(tx: Tx, account_id: str) -> Absence | None:
    """Return somebody's absence of today, or the one to come."""
    return next((each for each in await list_absences(tx) if each.account_id == account_id), None)
