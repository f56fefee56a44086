"""The dates of an event of a calendar: its repetition, without what was called off, with what was moved."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any, NamedTuple

from dateutil.rrule import rrulestr

MOST_DATES = 60
TOO_OFTEN = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
"""Such a rule may be looked through for centuries without a date."""
CANCELLED = "CANCELLED"
FOLLOWING = "THISANDFUTURE"

Entry = Any
"""An event of a calendar; to the library every value of it may be of every kind."""


class NotFollowed(Exception):
    """The dates follow a rule that is not read here; the message is the rule."""


class Span(NamedTuple):
    """One date, its end included where it is a day."""

    begin: date
    end: date


def dates_of(event: Entry, others: list[Entry], *, elsewhere: Callable[[Entry], bool]) -> set[Span]:
    """Return the dates of a repetition, with those that were moved and without those that are cancelled.

    ``others`` are its dates that are written apart; what of them is ``elsewhere`` is told as an event of its own.
    """
    _refuse_what_is_not_followed(event, others)
    moved = [other["RECURRENCE-ID"].dt for other in others if "RECURRENCE-ID" in other]
    spans = set() if is_cancelled(event) else {Span(*one) for one in _repeated(event, moved)}
    here = (other for other in others if not is_cancelled(other) and not elsewhere(other))
    return spans | {_span(other) for other in here}


def is_cancelled(event: Entry) -> bool:
    """Return True for what is called off."""
    return str(event.get("STATUS", "")).upper() == CANCELLED


def repeats_too_often(event: Entry) -> bool:
    """Return True for a rule by the hour or quicker."""
    return any(str(part).upper() in TOO_OFTEN for rule in _listed(event.get("RRULE")) for part in rule.get("FREQ", ()))


def _refuse_what_is_not_followed(event: Entry, others: list[Entry]) -> None:
    if "EXRULE" in event:
        raise NotFollowed("EXRULE")
    for other in others:
        recurrence = other.get("RECURRENCE-ID")
        if str(getattr(recurrence, "params", {}).get("RANGE", "")).upper() == FOLLOWING:
            raise NotFollowed(FOLLOWING)


def _repeated(event: Entry, moved: list[date]) -> Iterator[Span]:
    first = _span(event)
    lasts = first.end - first.begin
    spans = [Span(begin, begin + lasts) for begin in _begins(event, first.begin)]
    spans += [_added(one.dt, lasts) for dates in _listed(event.get("RDATE")) for one in dates.dts]
    left_out = [day.dt for dates in _listed(event.get("EXDATE")) for day in dates.dts]
    gone = _meant([span.begin for span in spans], [*left_out, *moved])
    yield from (span for span in spans if str(span.begin) not in gone)


def _added(moment: Any, lasts: timedelta) -> Span:
    """Return a date that is added to a repetition, which may have an end or a length of its own."""
    if not isinstance(moment, tuple):
        return Span(moment, moment + lasts)
    begin, end = moment
    return Span(begin, begin + end if isinstance(end, timedelta) else end)


def _meant(begins: Iterable[date], exceptions: list[date]) -> set[str]:
    """Return the beginnings that exceptions mean: the same moment on whichever clock it is written, else the day."""
    by_name: dict[str, list[date]] = {}
    by_day: dict[str, list[date]] = {}
    for begin in begins:
        for name in _names(begin):
            by_name.setdefault(name, []).append(begin)
        by_day.setdefault(_day(begin), []).append(begin)
    found = (
        next((by_name[name] for name in _names(one) if name in by_name), by_day.get(_day(one), []))
        for one in exceptions
    )
    return {str(begin) for each in found for begin in each}


def _names(moment: date) -> list[str]:
    """Return how a moment may be written: with its offset, on the clock of its own place."""
    if isinstance(moment, datetime) and moment.tzinfo:
        return [str(moment.timestamp()), str(moment.replace(tzinfo=None))]
    return [str(moment)]


def _day(moment: date) -> str:
    return str(moment.date() if isinstance(moment, datetime) else moment)


def _begins(event: Entry, first: date) -> Iterator[date]:
    rules = _listed(event.get("RRULE"))
    if not rules:
        yield first
        return
    # Counted on the clock of the place: a repetition at six o'clock stays there when clocks go back.
    zone = first.tzinfo if isinstance(first, datetime) else None
    start = first.replace(tzinfo=None) if isinstance(first, datetime) else datetime(first.year, first.month, first.day)  # noqa: DTZ001
    for rule in [] if repeats_too_often(event) else rules:
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


def _listed(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]
