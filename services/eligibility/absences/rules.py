"""Somebody at a desk is away, and who has their queue meanwhile; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from shared.contracts.notices import Notice
from shared.errors import FieldError, FieldsRefused
from shared.french.dates import day

LONGEST_DAYS = 92


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """From the first day to the last one, both included."""

    account_id: str
    region_code: str
    substitute: str
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """An account that may decide at some desk."""

    account_id: str
    region_code: str | None
    """None for the national team."""


def require_possible(
    absence: Absence, colleagues: Sequence[Colleague], others: Sequence[Absence], *, today: date
) -> None:
    """Raise ``FieldsRefused`` where nobody would be there."""
    faults = []
    if absence.last_day < absence.first_day:
        faults.append(_fault("last_day", "Le dernier jour précède le premier : échangez-les."))
    elif absence.last_day < today:
        faults.append(_fault("last_day", "Cette absence est déjà passée : vérifiez les dates."))
    elif (absence.last_day - absence.first_day).days >= LONGEST_DAYS:
        faults.append(
            _fault("last_day", f"Une absence dure {LONGEST_DAYS} jours au plus : au-delà, demandez un autre accès.")
        )
    known = {each.account_id for each in colleagues} - {absence.account_id}
    if absence.substitute not in known:
        faults.append(_fault("substitute", "Cette personne ne tient aucun bureau : choisissez-en une autre."))
    away = next((each for each in others if each.account_id == absence.substitute and _overlap(each, absence)), None)
    if away is not None:
        faults.append(
            _fault(
                "substitute",
                f"Cette personne est absente du {day(away.first_day)} au {day(away.last_day)} : choisissez-en une "
                "autre, ou d’autres dates.",
            )
        )
    if faults:
        raise FieldsRefused(errors=faults)


def substitution_notice(absence: Absence, *, name: str, region: str, link: str, at: datetime) -> Notice:
    """Return the mail to whoever has the queue meanwhile."""
    period = f"du {day(absence.first_day)} au {day(absence.last_day)}"
    account_id = UUID(absence.substitute)
    return Notice(
        notice_id=uuid5(account_id, f"absence {absence.account_id} {absence.first_day} {absence.last_day}"),
        account_id=account_id,
        kind="substitution",
        subject=f"{region} : vous remplacez {name} {period}",
        sentences=(
            f"{name} vous confie la file de la région {region} {period}.",
            "Pendant ces jours, ses dossiers sont dans votre file, et son résumé quotidien vous parvient.",
        ),
        link=link,
        link_label="Ouvrir la file",
        told_at=at,
    )


def _overlap(one: Absence, other: Absence) -> bool:
    return one.first_day <= other.last_day and other.first_day <= one.last_day


def _fault(field: str, message: str) -> FieldError:
    return FieldError(pointer=f"/{field}", code="absence", message=message)
