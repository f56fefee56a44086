"""Manifestations in the shape of OpenAgenda's API, version 2, so that whoever reads agendas there reads ours. Pure.

Field names, codes of states and attendance, and lengths are those of OpenAgenda's public documentation of events.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from services.programme.listings.listing import ListedDate, Listing
from services.programme.listings.rules.dates import state_of, takes_place_at
from services.programme.site.views.facts import price_text
from shared.contracts.content import Content, Occurrence, Place
from shared.contracts.edition import ExtraField
from shared.contracts.submission import EditionChanged
from shared.contracts.vocabulary import AccessibilityCode, Attendance, OccurrenceState, known
from shared.editions.questions import public_questions
from shared.editions.rules import theme_labels
from shared.french.typography import shortened
from shared.geography import department, region
from shared.geography.clocks import clock_of
from shared.geography.folding import fold

LONGEST_TITLE, LONGEST_DESCRIPTION, LONGEST_TEXT = 140, 200, 10_000
ATTENDANCE: Final[Mapping[Attendance, int]] = {"on_site": 1, "online": 2, "mixed": 3}
SCHEDULED, RESCHEDULED, MOVED_ONLINE, POSTPONED, FULL, CANCELLED = 1, 2, 3, 4, 5, 6
STATES: Final[Mapping[OccurrenceState, int]] = {
    "scheduled": SCHEDULED,
    "moved_online": MOVED_ONLINE,
    "postponed": POSTPONED,
    "full": FULL,
    "cancelled": CANCELLED,
}
PUBLISHED = 2
ACCESSIBILITY: Final[Mapping[str, frozenset[AccessibilityCode]]] = {
    "mi": frozenset(("motor",)),
    "hi": frozenset(("hearing", "sign_language")),
    "vi": frozenset(("visual",)),
    "ii": frozenset(("intellectual",)),
    "pi": frozenset(("psychological",)),
}
SAFE_BITS = 53
"""Of an integer that every reader of JSON reads exactly."""


def events(edition: EditionChanged, dates: Sequence[ListedDate], pages: Mapping[UUID, str]) -> dict[str, Any]:
    """Return an event per manifestation, with those of its dates that were selected."""
    ordered = sorted(dates, key=lambda each: each.listing.manifestation_id)
    themes, asked = theme_labels(edition), public_questions(edition)
    found = [
        _with_answers(
            _event(members[0].listing, [each.occurrence for each in members], pages, themes),
            members[0].listing.content,
            asked,
        )
        for members in (list(group) for _, group in groupby(ordered, key=lambda each: each.listing.manifestation_id))
    ]
    found.sort(key=lambda event: (event["timings"][0]["begin"], event["uid"]))
    return {"total": len(found), "events": found}


def _event(
    listing: Listing, dates: Sequence[Occurrence], pages: Mapping[UUID, str], themes: Mapping[str, str]
) -> dict[str, Any]:
    content, page = listing.content, pages[listing.manifestation_id]
    place = next((place for date in dates if (place := takes_place_at(content, date))), None)
    return {
        "uid": listing.manifestation_id.int >> (128 - SAFE_BITS),
        "slug": _slug(content.title, listing.manifestation_id),
        "extIds": [{"key": "mois-ess", "value": str(listing.manifestation_id)}],
        "title": {"fr": shortened(content.title, LONGEST_TITLE)},
        "description": {"fr": shortened(content.description, LONGEST_DESCRIPTION)},
        "longDescription": {"fr": content.description[:LONGEST_TEXT]},
        "conditions": {"fr": _conditions(content)},
        "keywords": {"fr": [themes.get(slug, slug) for slug in content.themes]},
        "registration": _registration(content),
        "accessibility": {code: not ours.isdisjoint(content.accessibility) for code, ours in ACCESSIBILITY.items()},
        "timings": [{"begin": each.starts_at, "end": each.ends_at} for each in dates],
        "timezone": clock_of(content, dates[0]),
        "age": {"min": content.age.lowest, "max": content.age.highest} if content.age else None,
        "attendanceMode": ATTENDANCE[known(content.attendance, Attendance, "on_site")],
        "onlineAccessLink": content.online_url,
        "location": _location(place) if place else None,
        "image": _image(content),
        "links": [{"link": page}],
        "status": _status(dates),
        "state": PUBLISHED,
        "createdAt": listing.first_published_at,
        "updatedAt": listing.changed_at,
    }


def _with_answers(event: dict[str, Any], content: Content, asked: Sequence[ExtraField]) -> dict[str, Any]:
    """Put public answers beside the other fields, as OpenAgenda has those that an agenda adds; a box is true."""
    answers = {
        f"extra_{question.name}" if question.name in event else question.name: True
        if question.kind == "tick"
        else content.extra[question.name]
        for question in asked
        if question.name in content.extra
    }
    return {**event, **answers}


def _status(dates: Sequence[Occurrence]) -> int:
    """Return the state of the whole: cancelled only where every date is, as OpenAgenda has one state an event."""
    states = {state_of(each) for each in dates}
    if len(states) == 1:
        only = STATES[states.pop()]
        return RESCHEDULED if only != CANCELLED and any(each.previous_starts_at for each in dates) else only
    return SCHEDULED


def _conditions(content: Content) -> str:
    price = price_text(content.price) if content.price else ""
    further = content.price.conditions if content.price else None
    return " – ".join(part for part in (price, further, content.access_conditions) if part)


def _registration(content: Content) -> list[dict[str, str]]:
    if content.booking is None:
        return []
    found = (("link", content.booking.url), ("email", content.booking.email), ("phone", content.booking.phone))
    return [{"type": kind, "value": value} for kind, value in found if value]


def _location(place: Place) -> dict[str, Any]:
    part, whole = department(place.department_code), region(place.region_code)
    return {
        "name": place.name,
        "address": ", ".join(filter(None, (place.address, f"{place.postcode} {place.commune_name}"))),
        "postalCode": place.postcode,
        "insee": place.commune_code,
        "city": place.commune_name,
        "department": part.name if part else place.department_code,
        "region": whole.name if whole else place.region_code,
        "countryCode": "FR",
        "latitude": place.latitude,
        "longitude": place.longitude,
    }


def _image(content: Content) -> dict[str, Any] | None:
    if content.image is None:
        return None
    return {"url": content.image.url, "credits": content.image.credit, "alt": content.image.alt}


def _slug(title: str, manifestation_id: UUID) -> str:
    return f"{'-'.join(fold(title).split())[:100].strip('-')}-{str(manifestation_id)[:8]}"
