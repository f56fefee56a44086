"""One date of a manifestation, and when that is on the clock of its place."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Annotated
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError, PydanticKnownError

from services.submission.manifestations.bodies.kinds import Blank
from services.submission.manifestations.bodies.moments import DayOrMoment, Instant, is_day
from services.submission.manifestations.bodies.place import PlaceBody
from shared.contracts.submission import EditionChanged
from shared.contracts.vocabulary import OccurrenceState
from shared.french.dates import day
from shared.http.inputs import Input, Line


class OccurrenceBody(Input):
    """One date; plain dates instead of moments stand for whole days, the last one included."""

    occurrence_id: Annotated[UUID | None, Blank, Field(title="Identifiant de la date")] = None
    starts_at: Annotated[DayOrMoment, Field(title="Début")]
    # Checked even when absent: one whole day needs no end.
    ends_at: Annotated[DayOrMoment | None, Field(title="Fin", validate_default=True)] = None
    all_day: Annotated[bool | None, Field(title="Toute la journée")] = None
    state: Annotated[OccurrenceState, Field(title="État de la date")] = "scheduled"
    previous_starts_at: Annotated[Instant | None, Blank, Field(title="Début prévu auparavant")] = None
    note: Annotated[Annotated[Line, Field(max_length=200)] | None, Blank, Field(title="Précision sur la date")] = None
    place: Annotated[PlaceBody | None, Field(title="Lieu de la date")] = None

    @field_validator("starts_at", "ends_at")
    @classmethod
    def _is_of_these_years(cls, value: date | None, info: ValidationInfo) -> date | None:
        edition: EditionChanged = (info.context or {})["edition"]
        # The very ends of the calendar cannot be shown on another clock.
        if value is not None and abs(value.year - edition.year) > 1:
            raise outside_season(edition)
        return value

    @field_validator("ends_at")
    @classmethod
    def _goes_with_the_start(cls, ends_at: date | None, info: ValidationInfo) -> date | None:
        starts_at: date | None = info.data.get("starts_at")
        if starts_at is None:
            return ends_at
        if ends_at is None and not is_day(starts_at):
            raise PydanticKnownError("missing")
        if ends_at is not None and is_day(starts_at) != is_day(ends_at):
            raise PydanticCustomError(
                "dates_mixed_with_moments",
                "Le début et la fin s’écrivent de la même façon : deux dates pour des journées entières, ou deux dates "
                "avec leur heure.",
            )
        return ends_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """When a date is, on the clock of its place."""

    starts_at: datetime
    ends_at: datetime
    all_day: bool


def span_of(occurrence: OccurrenceBody, zone: ZoneInfo) -> Span:
    """Return when it is; the end of whole days is the midnight after the last one."""
    starts_at, ends_at = occurrence.starts_at, occurrence.ends_at
    if isinstance(starts_at, datetime) and isinstance(ends_at, datetime):
        return Span(
            starts_at=on_clock(starts_at, zone), ends_at=on_clock(ends_at, zone), all_day=bool(occurrence.all_day)
        )
    last = ends_at or starts_at
    return Span(starts_at=_midnight(starts_at, zone), ends_at=_midnight(last + timedelta(days=1), zone), all_day=True)


def on_clock(at: datetime, zone: ZoneInfo) -> datetime:
    """Return a moment as the zone's clock shows it, with that hour's own offset.

    Python takes two moments of the hour that autumn repeats for different, unless their offsets are fixed.
    """
    local = at.astimezone(zone)
    return local.replace(tzinfo=timezone(local.utcoffset() or timedelta()))


def outside_season(edition: EditionChanged) -> PydanticCustomError:
    """Say when the season is."""
    return PydanticCustomError(
        "outside_season",
        "Le Mois de l’ESS {edition} accueille les manifestations du {first} au {last} : choisissez une date "
        "dans cette période.",
        {"edition": edition.year, "first": day(edition.first_day, year=False), "last": day(edition.last_day)},
    )


def _midnight(on: date, zone: ZoneInfo) -> datetime:
    return on_clock(datetime.combine(on, time(), tzinfo=zone), zone)
