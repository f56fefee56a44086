"""Records from iCalendar: one row for each manifestation, with every date of it."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any, NamedTuple

from dateutil.rrule import rrulestr
from icalendar import Calendar

from services.submission.imports.reading.rows import Reading, Row, unreadable
from services.submission.imports.reading.unusable import FileUnusable

BROKEN = "Ce calendrier ne peut pas être lu : exportez-le à nouveau au format iCalendar (.ics), puis renvoyez-le."
ENDLESS = (
    "Cette manifestation se répète plus de {} fois (règle « {} ») : donnez une fin à sa répétition, ou inscrivez-la en "
    "plusieurs manifestations."
)
BAD_DATES = "Les dates de cet enregistrement sont illisibles : vérifiez son début, sa fin et sa répétition."
MOST_DATES = 60
UNREADABLE = (
    *(ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OverflowError),
    *(OSError, StopIteration, AssertionError),
)
"""What its library raises for files that are none; a time zone is looked for among the files of their data."""
TOO_OFTEN = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
"""Such a rule may be looked through for centuries without a date."""
NOT_PUBLIC = frozenset({"PRIVATE", "CONFIDENTIAL"})
CANCELLED = "CANCELLED"
GENERAL = frozenset(
    (
        "accueil",
        "agenda",
        "association",
        "asso",
        "bonjour",
        "communication",
        "contact",
        "contacts",
        "hello",
        "info",
        "infos",
        "secretariat",
    )
)
"""Mailboxes of an organisation; any other may be a person's."""


Entry = Any
"""An event of a calendar; to the library every value of it may be of every kind."""


class Span(NamedTuple):
    """One date, its end included where it is a day."""

    begin: date
    end: date


def read_calendar(content: bytes) -> Reading:
    """Read every event, repetitions and their exceptions under the event that they belong to."""
    try:
        calendars = Calendar.from_ical(content.decode("utf-8-sig", errors="replace"), multiple=True)
        events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    except UNREADABLE as error:
        raise FileUnusable(BROKEN) from error
    withdrawn = any(str(calendar.get("METHOD", "")).upper() == "CANCEL" for calendar in calendars)
    rows = (_row(number, same, withdrawn=withdrawn) for number, same in enumerate(_by_uid(events), start=1))
    return Reading(rows=tuple(rows))


def _by_uid(events: Iterable[Entry]) -> list[list[Entry]]:
    groups: dict[str, list[Entry]] = {}
    for position, event in enumerate(events):
        groups.setdefault(str(event.get("UID") or f"\0{position}"), []).append(event)
    return list(groups.values())


def _row(number: int, events: list[Entry], *, withdrawn: bool) -> Row:
    main = next((event for event in events if "RECURRENCE-ID" not in event), events[0])
    title = str(main.get("SUMMARY", ""))
    try:
        spans = sorted(_spans(main, [event for event in events if event is not main]), key=lambda one: str(one.begin))
        if len(spans) > MOST_DATES or _repeats_too_often(main):
            rule = main["RRULE"].to_ical().decode() if "RRULE" in main else ""
            return unreadable(number, ENDLESS.format(MOST_DATES, rule), title)
        cancelled = withdrawn or not spans or _is_cancelled(main)
        return Row(number=number, fields=_fields(main, spans, cancelled=cancelled))
    except UNREADABLE:
        return unreadable(number, BAD_DATES, title)


def _fields(event: Entry, spans: list[Span], *, cancelled: bool) -> dict[str, Any]:
    texts = {
        "title": event.get("SUMMARY"),
        "description": event.get("DESCRIPTION"),
        "adresse": event.get("LOCATION"),
        "url": event.get("URL"),
        "category": ", ".join(str(one) for one in event.categories),
        "uid": event.get("UID"),
        "contact": event.get("CONTACT"),
        "status": "cancelled" if cancelled else event.get("STATUS"),
        "publié": "non" if str(event.get("CLASS", "")).upper() in NOT_PUBLIC else None,
    }
    fields: dict[str, Any] = {name: str(value) for name, value in texts.items() if value}
    fields["timings"] = [{"begin": one.begin.isoformat(), "end": one.end.isoformat()} for one in spans]
    return fields | _organiser(event)


def _organiser(event: Entry) -> dict[str, str]:
    """Return who organises: an organisation where its mailbox is one, else a person, who is asked about."""
    organiser = event.get("ORGANIZER")
    if organiser is None or isinstance(organiser, list):
        return {}
    name = str(organiser.params.get("CN", ""))
    address = str(organiser).lower().removeprefix("mailto:")
    if address.partition("@")[0] in GENERAL:
        return {"organisateur": name, "courriel public": address}
    return {"nom du contact": name, "adresse e-mail du répondant": address}


def _spans(event: Entry, others: list[Entry]) -> set[Span]:
    """Return the dates of a repetition, with those that were moved and without those that are cancelled."""
    replaced = {str(other["RECURRENCE-ID"].dt) for other in others if "RECURRENCE-ID" in other}
    spans = (
        {span for span in _repeated(event) if str(span.begin) not in replaced} if not _is_cancelled(event) else set()
    )
    return spans | {_span(other) for other in others if not _is_cancelled(other)}


def _repeated(event: Entry) -> Iterator[Span]:
    first = _span(event)
    lasts = first.end - first.begin
    left_out = {str(day.dt) for dates in _listed(event.get("EXDATE")) for day in dates.dts}
    begins = list(_begins(event, first.begin))
    begins += [day.dt for dates in _listed(event.get("RDATE")) for day in dates.dts]
    yield from (Span(begin, begin + lasts) for begin in begins if str(begin) not in left_out)


def _begins(event: Entry, first: date) -> Iterator[date]:
    rules = _listed(event.get("RRULE"))
    if not rules:
        yield first
        return
    # Counted on the clock of the place: a repetition at six o'clock stays there when clocks go back.
    zone = first.tzinfo if isinstance(first, datetime) else None
    start = first.replace(tzinfo=None) if isinstance(first, datetime) else datetime(first.year, first.month, first.day)  # noqa: DTZ001
    for rule in [] if _repeats_too_often(event) else rules:
        for begin in islice(_days(rule, start, zone), MOST_DATES * 2):
            yield begin.replace(tzinfo=zone) if isinstance(first, datetime) else begin.date()


def _days(rule: Any, start: datetime, zone: Any) -> Iterator[datetime]:
    until = rule.pop("UNTIL", [None])[0] if "UNTIL" in rule else None
    last = None
    if isinstance(until, datetime):
        last = until.astimezone(zone).replace(tzinfo=None) if until.tzinfo and zone else until.replace(tzinfo=None)
    elif until is not None:
        last = datetime(until.year, until.month, until.day, 23, 59)  # noqa: DTZ001
    for begin in rrulestr(rule.to_ical().decode(), dtstart=start):
        if last and begin > last:
            return
        yield begin


def _span(event: Entry) -> Span:
    begin = event["DTSTART"].dt
    if "DTEND" in event:
        end = event["DTEND"].dt
    elif "DURATION" in event:
        end = begin + event["DURATION"].dt
    else:
        end = begin if isinstance(begin, datetime) else begin + timedelta(days=1)
    if not isinstance(begin, datetime) and not isinstance(end, datetime):
        # The end of whole days is the first day after them.
        end = max(begin, end - timedelta(days=1))
    return Span(begin, end)


def _repeats_too_often(event: Entry) -> bool:
    return any(str(part).upper() in TOO_OFTEN for rule in _listed(event.get("RRULE")) for part in rule.get("FREQ", ()))


def _is_cancelled(event: Entry) -> bool:
    return str(event.get("STATUS", "")).upper() == CANCELLED


def _listed(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]
