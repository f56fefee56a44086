"""The manifestation as search engines read it: schema.org ``Event`` in JSON-LD, what is known and nothing guessed."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup

from services.programme.listings.answers import page_address
from services.programme.listings.listing import ListedDate, Listing
from services.programme.listings.rules.dates import period_of, state_of, takes_place_at
from services.programme.site.views.dates import standing
from services.programme.site.views.links import web_link
from services.programme.site.views.offers import admission
from shared.contracts.content import Content, Occurrence, Place
from shared.contracts.vocabulary import Attendance, known
from shared.french.typography import town
from shared.geography.clocks import clock_of
from shared.http.site import Site

ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})
"""In a script element only these could end it or be taken for markup; JSON reads the escapes as the signs."""
SCHEMA = "https://schema.org"
MODES: dict[Attendance, str] = {"on_site": "Offline", "online": "Online", "mixed": "Mixed"}

Node = dict[str, Any]


def json_ld(site: Site, listing: Listing, *, whole: Listing | None = None, parts: Sequence[ListedDate] = ()) -> Markup:
    """Return the body of a ``<script type="application/ld+json">``."""
    text = json.dumps(event(site, listing, whole=whole, parts=parts), ensure_ascii=False)
    return Markup(text.translate(ESCAPES))  # noqa: S704  every sign that HTML would read is escaped above


def event(site: Site, listing: Listing, *, whole: Listing | None = None, parts: Sequence[ListedDate] = ()) -> Node:
    """Return the event; where it has several dates each of them is a ``subEvent`` with its own state and place.

    ``whole`` is what it is part of, ``parts`` are the dates of what is part of it.
    """
    content, page = listing.content, page_address(site, listing.manifestation_id)
    organisers = [listing.organiser_name, *(each.name for each in content.co_organisers)]
    named = [{"@type": "Organization", "name": name} for name in organisers]
    about = {
        "@context": SCHEMA,
        "@type": "Event",
        "name": content.title,
        "description": content.description,
        "url": page,
        "inLanguage": list(content.languages) or "fr",
        "organizer": named if len(named) > 1 else named[0],
        **({"image": content.image.url} if content.image and web_link(content.image.url) else {}),
        **admission(content),
        **({"superEvent": _super_event(site, whole)} if whole else {}),
        **_dates(content, page),
    }
    below = [_sub_event(content, occurrence, page) for occurrence in _several(content)]
    for each in parts:
        part = page_address(site, each.listing.manifestation_id)
        below.append({**_sub_event(each.listing.content, each.occurrence, part), "url": part})
    return {**about, "subEvent": below} if below else about


def _super_event(site: Site, listing: Listing) -> Node:
    page = page_address(site, listing.manifestation_id)
    return {"@type": "Event", "name": listing.content.title, "url": page, **_dates(listing.content, page)}


def _sub_event(content: Content, occurrence: Occurrence, page: str) -> Node:
    return {"@type": "Event", "name": content.title, **_date(content, occurrence, page)}


def _dates(content: Content, page: str) -> Node:
    return _hull(content, page) if _several(content) else _date(content, content.occurrences[0], page)


def _several(content: Content) -> Sequence[Occurrence]:
    """Return the dates where there are several; one is the event itself."""
    return content.occurrences if len(content.occurrences) > 1 else ()


def _hull(content: Content, page: str) -> Node:
    """Return when the first date begins and the last one ends, of those that are not cancelled."""
    dates = standing(content)
    (first, _), (last, _) = min(dates, key=lambda each: each[1].starts), max(dates, key=lambda each: each[0].ends_at)
    places = dict.fromkeys(takes_place_at(content, occurrence) for occurrence in content.occurrences)
    locations = [*(_place(place) for place in places if place), *_online(content, page)]
    return {
        "startDate": _start(content, first),
        "endDate": _end(content, last),
        "eventStatus": f"{SCHEMA}/{'EventCancelled' if first.state == 'cancelled' else 'EventScheduled'}",
        "eventAttendanceMode": _mode(known(content.attendance, Attendance, "on_site")),
        **_located(locations),
    }


def _date(content: Content, occurrence: Occurrence, page: str) -> Node:
    place, moved = takes_place_at(content, occurrence), state_of(occurrence) == "moved_online"
    online = _online(content, page, moved=moved)
    attendance: Attendance = "online" if moved else known(content.attendance, Attendance, "on_site")
    previous = occurrence.previous_starts_at
    return {
        "startDate": _start(content, occurrence),
        "endDate": _end(content, occurrence),
        "eventStatus": f"{SCHEMA}/{_status(occurrence)}",
        **({"previousStartDate": _instant(content, occurrence, previous)} if previous else {}),
        "eventAttendanceMode": _mode(attendance),
        **_located([*([_place(place)] if place else []), *online]),
    }


def _status(occurrence: Occurrence) -> str:
    state = state_of(occurrence)
    if state == "cancelled":
        return "EventCancelled"
    if state == "moved_online":
        return "EventMovedOnline"
    if occurrence.previous_starts_at:
        return "EventRescheduled"
    return "EventPostponed" if state == "postponed" else "EventScheduled"


def _start(content: Content, occurrence: Occurrence) -> str:
    if occurrence.all_day:
        return period_of(content, occurrence).first_day.isoformat()
    return _instant(content, occurrence, occurrence.starts_at)


def _end(content: Content, occurrence: Occurrence) -> str:
    if occurrence.all_day:
        return period_of(content, occurrence).last_day.isoformat()
    return _instant(content, occurrence, occurrence.ends_at)


def _instant(content: Content, occurrence: Occurrence, at: datetime) -> str:
    local = at.astimezone(ZoneInfo(clock_of(content, occurrence)))
    return local.date().isoformat() if occurrence.all_day else local.isoformat()


def _mode(attendance: Attendance) -> str:
    return f"{SCHEMA}/{MODES[attendance]}EventAttendanceMode"


def _online(content: Content, page: str, *, moved: bool = False) -> list[Node]:
    """Return where it is followed from afar; without an address of its own, the page that says how one takes part."""
    if content.attendance not in {"online", "mixed"} and not moved:
        return []
    link = web_link(content.online_url)
    return [{"@type": "VirtualLocation", "url": link.href if link else page}]


def _located(locations: list[Node]) -> Node:
    if not locations:
        return {}
    return {"location": locations if len(locations) > 1 else locations[0]}


def _place(place: Place) -> Node:
    street = {"streetAddress": place.address} if place.address else {}
    geo = {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}
    return {
        "@type": "Place",
        "name": place.name,
        "address": {
            "@type": "PostalAddress",
            **street,
            "postalCode": place.postcode,
            "addressLocality": town(place.commune_name),
            "addressCountry": "FR",
        },
        **({"geo": geo} if place.latitude is not None and place.longitude is not None else {}),
    }
