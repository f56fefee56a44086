"""What a person's yes says of the organiser itself: which family, on which proof, from when until when; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from shared.contracts.eligibility import LegalFamily
from shared.errors import FieldError
from shared.french.dates import day
from shared.geography.time_zones import PARIS

Proof = Literal["esus", "scop", "scic", "ess_mention", "statutes", "receipt", "seen"]
"""Agrément ESUS; statutes of a SCOP or of a SCIC; « ESS » in the register of commerce; other statutes; receipt of a
declaration; seen by the chamber in another way."""
ESUS_YEARS = 5
"""An agrément is given for two years at first, and for five from then on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Whole days on the clock of Paris, the last one included."""

    family: LegalFamily | None
    """None where the register shows it, or nobody has said."""
    proof: Proof
    valid_from: date
    valid_until: date

    @property
    def ends_at(self) -> datetime:
        """The instant from which it does not hold any more."""
        return datetime.combine(self.valid_until + timedelta(days=1), time(), ZoneInfo(PARIS)).astimezone(UTC)


def usual_status(*, at: datetime) -> Status:
    """Return what holds where a chamber says nothing else: until the end of next year, so for one more edition."""
    today = _today(at)
    return Status(family=None, proof="seen", valid_from=today, valid_until=date(today.year + 1, 12, 31))


def status_of(
    *, family: LegalFamily | None, proof: Proof, valid_from: date | None, valid_until: date | None, at: datetime
) -> Status:
    """Return what a chamber says, with what it leaves out."""
    usual = usual_status(at=at)
    return Status(
        family=family,
        proof=proof,
        valid_from=valid_from or usual.valid_from,
        valid_until=valid_until or usual.valid_until,
    )


def status_faults(status: Status, *, at: datetime) -> list[FieldError]:
    """Say what cannot be about the days of a status."""
    if status.valid_until < max(status.valid_from, _today(at)):
        return [
            _fault(
                "valid_until",
                "status_over",
                f"Le statut prendrait fin le {day(status.valid_until)}, avant de commencer ou avant aujourd’hui : "
                "donnez une date de fin à venir, ou refusez la manifestation.",
                status.valid_until,
            )
        ]
    if status.proof == "esus" and status.valid_until > _years_later(status.valid_from, ESUS_YEARS):
        return [
            _fault(
                "valid_until",
                "esus_too_long",
                f"Un agrément ESUS est accordé pour {ESUS_YEARS} ans au plus : d’après les dates données, il irait du "
                f"{day(status.valid_from)} au {day(status.valid_until)}. Relisez la décision d’agrément.",
                status.valid_until,
            )
        ]
    return []


def facts_of(status: Status) -> dict[str, str]:
    """Return it as the facts of a reason, which is how it is told and found again after a restore."""
    family = {"famille": status.family} if status.family else {}
    until = {"du": status.valid_from.isoformat(), "au": status.valid_until.isoformat()}
    return {**family, "preuve": status.proof, **until}


def status_in(facts: Mapping[str, str]) -> Status | None:
    """Read it from the facts of a reason; None where they say nothing of it."""
    try:
        valid_from, valid_until = date.fromisoformat(facts["du"]), date.fromisoformat(facts["au"])
    except (KeyError, ValueError):
        return None
    family, proof = facts.get("famille"), facts.get("preuve")
    return Status(
        family=next((each for each in get_args(LegalFamily) if each == family), None),
        proof=next((each for each in get_args(Proof) if each == proof), "seen"),
        valid_from=valid_from,
        valid_until=valid_until,
    )


def _today(at: datetime) -> date:
    return at.astimezone(ZoneInfo(PARIS)).date()


def _years_later(day_one: date, years: int) -> date:
    # The last day of February has none of its own in most years.
    return (day_one + timedelta(days=1)).replace(year=day_one.year + years) - timedelta(days=1)


def _fault(name: str, code: str, message: str, value: date) -> FieldError:
    return FieldError(pointer=f"/status/{name}", code=code, message=message, value=value.isoformat())
