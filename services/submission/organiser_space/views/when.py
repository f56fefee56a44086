"""When and where one date is, in words."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from services.submission.organiser_space.views.words import STATE_KINDS, STATES
from shared.contracts.content import Content, Occurrence, Place
from shared.french.dates import day, moment, moments, zone_remark
from shared.french.places import town_of
from shared.french.typography import capitalised
from shared.geography.clocks import clock_of

LABELS: dict[str, str] = dict(STATES)


ONE_CLICK: dict[str, str] = {"full": "Marquer complète", "cancelled": "Annuler cette date", "scheduled": "La remettre"}
"""States that are said without the form, and the buttons that say them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateView:
    """One date as a page shows it."""

    occurrence_id: UUID
    when: str
    state: str
    """Empty where it is held as planned."""
    kind: str
    """Of the state's badge."""
    lines: list[str]
    """What else is to be known about it."""
    choices: list[tuple[str, str]]
    """States that it may get at once, with what their buttons say."""


def date_view(content: Content, occurrence: Occurrence) -> DateView:
    """Return one date in words."""
    zone = clock_of(content, occurrence)
    lines = place_lines(occurrence.place)
    if occurrence.previous_starts_at:
        lines = [f"Prévue auparavant le {moment(occurrence.previous_starts_at, zone)}", *lines]
    held = occurrence.state in {"scheduled", "full", "cancelled"}
    return DateView(
        occurrence_id=occurrence.occurrence_id,
        when=capitalised(_when(occurrence, zone)),
        state="" if occurrence.state == "scheduled" else LABELS.get(occurrence.state, occurrence.state),
        kind=STATE_KINDS.get(occurrence.state, ""),
        lines=[*lines, *([occurrence.note] if occurrence.note else [])],
        choices=[(state, label) for state, label in ONE_CLICK.items() if held and state != occurrence.state],
    )


def place_lines(place: Place | None) -> list[str]:
    """Return the lines of an address; none where there is no place."""
    if place is None:
        return []
    return [place.name, place.address or "Adresse donnée à l’inscription", f"{place.postcode} {town_of(place)}"]


def summary(content: Content) -> str:
    """Say when a manifestation is, on one line: its only date, or the first and how many more."""
    held = [each for each in content.occurrences if each.state != "cancelled"] or list(content.occurrences)
    when = capitalised(_when(held[0], clock_of(content, held[0])))
    others = len(held) - 1
    if not others:
        return when
    return f"{when}, et {others} autre{'s' if others > 1 else ''} date{'s' if others > 1 else ''}"


def _when(occurrence: Occurrence, zone: str) -> str:
    if not occurrence.all_day:
        return moments(occurrence.starts_at, occurrence.ends_at, zone)
    first = occurrence.starts_at.astimezone(ZoneInfo(zone)).date()
    last = (occurrence.ends_at.astimezone(ZoneInfo(zone)) - timedelta(days=1)).date()
    if last <= first:
        return f"{day(first)}, toute la journée{zone_remark(zone)}"
    return f"du {day(first, year=first.year != last.year)} au {day(last)}{zone_remark(zone)}"
