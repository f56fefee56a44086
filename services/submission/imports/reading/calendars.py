"""Records from iCalendar: one row for each manifestation, with every date of it."""

import re
from collections.abc import Iterable
from typing import Any

from icalendar import Calendar

from services.submission.imports.reading.calendar_dates import (
    MOST_DATES,
    Entry,
    NotFollowed,
    Span,
    dates_of,
    is_cancelled,
    repeats_too_often,
)
from services.submission.imports.reading.encoding import decode, is_wide
from services.submission.imports.reading.rows import Reading, Row, unreadable
from services.submission.imports.reading.unusable import FileUnusable

BROKEN = "Ce calendrier ne peut pas être lu : exportez-le à nouveau au format iCalendar (.ics), puis renvoyez-le."
ENDLESS = (
    "Cette manifestation se répète plus de {} fois (règle « {} ») : donnez une fin à sa répétition, ou inscrivez-la en "
    "plusieurs manifestations."
)
NOT_FOLLOWED = (
    "Les dates de cette manifestation suivent une règle qui n’est pas lue ici ({}) : écrivez-les une à une, ou "
    "inscrivez-la en plusieurs manifestations."
)
BAD_DATES = "Les dates de cet enregistrement sont illisibles : vérifiez son début, sa fin et sa répétition."
UNREADABLE = (
    *(ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OverflowError),
    *(OSError, StopIteration, AssertionError),
)
"""What its library raises for files that are none; a time zone is looked for among the files of their data."""
FOLDED = re.compile(rb"\r?\n[ \t]")
"""A long line goes on after a blank; some programs cut it in the middle of a letter."""
NOT_PUBLIC = frozenset({"PRIVATE", "CONFIDENTIAL"})
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


def read_calendar(content: bytes) -> Reading:
    """Read every event, repetitions and their exceptions under the event that they belong to."""
    text, note = decode(content if is_wide(content) else FOLDED.sub(b"", content))
    try:
        calendars = Calendar.from_ical(text, multiple=True)
        groups = _by_event(event for calendar in calendars for event in calendar.walk("VEVENT"))
    except UNREADABLE as error:
        raise FileUnusable(BROKEN) from error
    withdrawn = any(str(calendar.get("METHOD", "")).upper() == "CANCEL" for calendar in calendars)
    rows = (_row(number, *group, withdrawn=withdrawn) for number, group in enumerate(groups, start=1))
    return Reading(rows=tuple(rows), notes=(note,) if note else ())


def _by_event(events: Iterable[Entry]) -> list[tuple[Entry, list[Entry]]]:
    """Return each event as it is now, with the dates of it that are written apart.

    One of those that is called otherwise, or takes place elsewhere, is an event of its own as well.
    """
    same: dict[str, list[Entry]] = {}
    for position, event in enumerate(events):
        same.setdefault(str(event.get("UID") or f"\0{position}"), []).append(event)
    groups: list[tuple[Entry, list[Entry]]] = []
    for each in same.values():
        mains = _present([event for event in each if "RECURRENCE-ID" not in event]) or each[:1]
        apart = _present([event for event in each if "RECURRENCE-ID" in event and event is not mains[0]])
        titles: dict[str, list[Entry]] = {}
        for main in mains:
            titles.setdefault(_text(main.get("SUMMARY")), []).append(main)
        for main, *others in titles.values():
            groups.append((main, [*others, *(apart if main is mains[0] else ())]))
        groups += [(event, []) for event in apart if _is_another(event, mains[0])]
    return groups


def _present(events: list[Entry]) -> list[Entry]:
    """Leave out what a later version of the same event, or of the same date of it, has replaced."""
    latest: dict[str, int] = {}
    for event in events:
        latest[_date(event)] = max(latest.get(_date(event), 0), _version(event))
    return [event for event in events if _version(event) == latest[_date(event)]]


def _date(event: Entry) -> str:
    """Return which date of an event it is; of one that nobody can read, that its own row says so."""
    try:
        return str(event["RECURRENCE-ID"].dt) if "RECURRENCE-ID" in event else ""
    except UNREADABLE:
        return "?"


def _version(event: Entry) -> int:
    sequence = event.get("SEQUENCE", 0)
    return int(sequence) if isinstance(sequence, int) else 0


def _is_another(event: Entry, main: Entry) -> bool:
    return not is_cancelled(event) and any(
        _text(event.get(name)) not in {"", _text(main.get(name))} for name in ("SUMMARY", "LOCATION")
    )


def _row(number: int, main: Entry, others: list[Entry], *, withdrawn: bool) -> Row:
    title = _text(main.get("SUMMARY"))
    try:
        spans = sorted(dates_of(main, others, elsewhere=lambda other: _is_another(other, main)), key=_begin)
        if len(spans) > MOST_DATES or repeats_too_often(main):
            rule = main["RRULE"].to_ical().decode() if "RRULE" in main else ""
            return unreadable(number, ENDLESS.format(MOST_DATES, rule), title)
        cancelled = withdrawn or not spans or is_cancelled(main)
        return Row(number=number, fields=_fields(main, spans, cancelled=cancelled))
    except NotFollowed as rule:
        return unreadable(number, NOT_FOLLOWED.format(rule), title)
    except UNREADABLE:
        return unreadable(number, BAD_DATES, title)


def _begin(span: Span) -> str:
    return str(span.begin)


def _fields(event: Entry, spans: list[Span], *, cancelled: bool) -> dict[str, Any]:
    apart = f" {_date(event)}" if "RECURRENCE-ID" in event else ""
    texts = {
        "title": _text(event.get("SUMMARY")),
        "description": _text(event.get("DESCRIPTION")),
        "adresse": _text(event.get("LOCATION")),
        "url": _text(event.get("URL")),
        "category": ", ".join(str(one) for one in event.categories),
        "uid": f"{event['UID']}{apart}" if event.get("UID") else "",
        "contact": _text(event.get("CONTACT")),
        "status": "cancelled" if cancelled else _text(event.get("STATUS")),
        "publié": "non" if str(event.get("CLASS", "")).upper() in NOT_PUBLIC else "",
    }
    fields: dict[str, Any] = {name: text for name, text in texts.items() if text}
    fields["timings"] = [{"begin": one.begin.isoformat(), "end": one.end.isoformat()} for one in spans]
    return fields | _organiser(event)


def _text(value: Any) -> str:
    """Return a text; of one in several languages that in French, and else the first."""
    if not isinstance(value, list):
        return "" if value is None else str(value)
    french = (one for one in value if str(getattr(one, "params", {}).get("LANGUAGE", "")).lower().startswith("fr"))
    return str(next(french, value[0] if value else ""))


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
