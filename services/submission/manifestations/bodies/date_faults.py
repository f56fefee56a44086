"""What is wrong with dates that can be read: outside the season, in the wrong order, twice the same, too far apart."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from pydantic_core import PydanticCustomError

from services.submission.manifestations.bodies.occurrence import OccurrenceBody, Span, outside_season, span_of
from services.submission.manifestations.bodies.place import PlaceBody, clock_of, region_name, region_of
from services.submission.manifestations.rules.season import LONGEST_DAYS
from shared.contracts.submission import EditionChanged
from shared.editions.rules import begins_in_season, ends_in_season
from shared.errors import FieldError
from shared.french.dates import moment
from shared.geography import fold


def date_faults(
    dates: Mapping[int, OccurrenceBody], *, edition: EditionChanged, place: PlaceBody | None, online: bool
) -> Iterator[FieldError]:
    """Name the faults of the dates, each known by its position; ``place`` is that of those without their own."""
    ids: dict[Any, int] = {}
    beginnings: dict[Any, int] = {}
    places = [place, *(occurrence.place for occurrence in dates.values())]
    first_region = next((region_of(each) for each in places if each), None)
    for position, occurrence in dates.items():
        where = occurrence.place or place
        zone = clock_of([where, *places])
        span = span_of(occurrence, zone)
        yield from _span_faults(position, occurrence, span, edition, zone.key)
        yield from _place_faults(position, occurrence, first_region, online=online)
        if occurrence.occurrence_id and (twin := ids.setdefault(occurrence.occurrence_id, position)) != position:
            yield _fault(
                position,
                "occurrence_id",
                "occurrence_id_twice",
                f"Les dates n° {twin + 1} et n° {position + 1} portent le même identifiant : n’en laissez qu’un, ou "
                "retirez-le d’une date nouvelle.",
                occurrence.occurrence_id,
            )
        beginning = span.starts_at, where and (where.commune_code, fold(where.name))
        if (twin := beginnings.setdefault(beginning, position)) != position:
            yield _fault(
                position,
                "starts_at",
                "date_twice",
                f"Les dates n° {twin + 1} et n° {position + 1} commencent au même moment au même endroit : retirez "
                "l’une des deux, ou corrigez-la.",
                occurrence.starts_at,
            )


def beginning_faults(
    dates: Mapping[int, OccurrenceBody], *, edition: EditionChanged, place: PlaceBody | None
) -> Iterator[FieldError]:
    """Name beginnings outside the season, of dates of which nothing else is known."""
    for position, occurrence in dates.items():
        starts_at = span_of(occurrence, clock_of([place])).starts_at
        if not begins_in_season(edition, starts_at):
            yield _season_fault(position, "starts_at", outside_season(edition), starts_at)


def _span_faults(
    position: int, occurrence: OccurrenceBody, span: Span, edition: EditionChanged, zone: str
) -> Iterator[FieldError]:
    starts_at, ends_at = span.starts_at, span.ends_at
    if occurrence.all_day is False and span.all_day:
        yield _fault(
            position,
            "all_day",
            "all_day_disagrees",
            "Des dates sans heure sont des journées entières : donnez les heures, ou retirez all_day.",
            value=False,
        )
    if occurrence.all_day and isinstance(occurrence.starts_at, datetime):
        for name, at in (("starts_at", starts_at), ("ends_at", ends_at)):
            if at.hour or at.minute or at.second or at.microsecond:
                yield _fault(
                    position,
                    name,
                    "midnight_expected",
                    "Une journée entière (all_day) va de minuit à minuit, à l’heure du lieu : écrivez des dates sans "
                    "heure, par exemple 2026-11-14, ou retirez all_day.",
                    at,
                )
    begins = begins_in_season(edition, starts_at)
    if not begins:
        yield _season_fault(position, "starts_at", outside_season(edition), starts_at)
    if ends_at <= starts_at:
        yield _fault(
            position,
            "ends_at",
            "ends_before_start",
            f"La fin doit venir après le début, {moment(starts_at, zone)} : corrigez l’un des deux.",
            occurrence.ends_at,
        )
    elif ends_at - starts_at > timedelta(days=LONGEST_DAYS):
        yield _fault(
            position,
            "ends_at",
            "too_long_a_time",
            f"Une date dure {LONGEST_DAYS} jours au plus : donnez-en plusieurs, ou resserrez-la.",
            occurrence.ends_at,
        )
    elif begins and not ends_in_season(edition, ends_at):
        yield _season_fault(position, "ends_at", outside_season(edition), occurrence.ends_at)


def _place_faults(
    position: int, occurrence: OccurrenceBody, first_region: str | None, *, online: bool
) -> Iterator[FieldError]:
    if occurrence.state == "moved_online" and not online:
        yield _fault(
            position,
            "state",
            "online_url_missing",
            "Une date passée en ligne (moved_online) demande une adresse pour la suivre : donnez-la dans online_url.",
            occurrence.state,
        )
    found = region_of(occurrence.place) if occurrence.place else None
    if found and first_region and found != first_region:
        yield _fault(
            position,
            "place",
            "place_in_another_region",
            f"Ce lieu est dans la région {region_name(found)}, dont une autre chambre est chargée que de la région "
            f"{region_name(first_region)} : inscrivez cette date à part.",
            occurrence.place and occurrence.place.commune_code,
        )


def _season_fault(position: int, name: str, sentence: PydanticCustomError, value: date | None) -> FieldError:
    return _fault(position, name, sentence.type, sentence.message(), value)


def _fault(position: int, name: str, code: str, message: str, value: Any) -> FieldError:
    received = None if value is None else str(value)[:200]
    return FieldError(pointer=f"/occurrences/{position}/{name}", code=code, message=message, value=received)
