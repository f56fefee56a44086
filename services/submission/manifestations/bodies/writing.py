"""What is registered, written as the body that registers it."""

from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from services.submission.manifestations.rules.manifestation import Manifestation
from shared.contracts.content import Content, Occurrence, Place
from shared.geography.clocks import clock_of

SAME = (
    *("title", "description", "themes", "format", "open_to_all", "access", "access_conditions", "audiences"),
    *("online_url", "public_contact", "price", "booking", "age", "accessibility", "languages"),
    *("parent_id", "print_title", "print_text", "translations"),
)
"""What a body calls as the contract does, and writes alike."""


def body_of(manifestation: Manifestation) -> dict[str, Any]:
    """Return the body that makes the same registration; what says nothing is left out."""
    content = manifestation.content
    body = {
        **{name: getattr(content, name) for name in SAME},
        "occurrences": [_occurrence(content, each) for each in content.occurrences],
        "place": content.place and _place(content.place),
        # What a place says need not be said twice.
        "region_code": None if _somewhere(content) else manifestation.region_code,
        "image": content.image and {name: getattr(content.image, name) for name in ("url", "alt", "credit")},
        "organiser": manifestation.organiser,
        "co_organisers": [{"name": each.name} for each in content.co_organisers],
        "external_id": manifestation.external_id,
        "extra": {**content.extra, **manifestation.chamber_answers},
        "note": manifestation.note,
    }
    written: dict[str, Any] = _without_nothing(msgspec.to_builtins(body))
    return written


def _occurrence(content: Content, occurrence: Occurrence) -> dict[str, Any]:
    written = msgspec.to_builtins(occurrence)
    if occurrence.all_day:
        zone = ZoneInfo(clock_of(content, occurrence))
        last = occurrence.ends_at.astimezone(zone).date().toordinal() - 1
        written["starts_at"] = occurrence.starts_at.astimezone(zone).date().isoformat()
        written["ends_at"] = occurrence.ends_at.astimezone(zone).date().fromordinal(last).isoformat()
    return {**written, "place": occurrence.place and _place(occurrence.place)}


def _place(place: Place) -> dict[str, Any]:
    kept_back = place.address is None
    return {
        "name": place.name,
        "address": place.address,
        "address_on_registration": kept_back,
        "postcode": place.postcode,
        "commune_code": place.commune_code,
        "latitude": None if kept_back else place.latitude,
        "longitude": None if kept_back else place.longitude,
    }


def _somewhere(content: Content) -> bool:
    return content.place is not None or any(occurrence.place for occurrence in content.occurrences)


def _without_nothing(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_without_nothing(each) for each in value]
    if isinstance(value, dict):
        written = {name: _without_nothing(each) for name, each in value.items()}
        return {name: each for name, each in written.items() if each is not None and each not in ([], {})}
    return value
