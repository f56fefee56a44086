"""Dates of the programme as points on a map (RFC 7946). Pure."""

from collections.abc import Sequence
from typing import Any

from services.programme.listings.listing import ListedDate
from services.programme.listings.rules.dates import position_of, state_of, takes_place_at
from shared.contracts.content import Place
from shared.geography.clocks import clock_of

MEDIA_TYPE = "application/geo+json"


def feature_collection(dates: Sequence[ListedDate], pages: Sequence[str]) -> dict[str, Any]:
    """Return a feature per date; one that is nowhere, online mostly, stays, as a feature without a geometry."""
    features = [_feature(each, page) for each, page in zip(dates, pages, strict=True)]
    return {"type": "FeatureCollection", "features": features}


def _feature(listed: ListedDate, page: str) -> dict[str, Any]:
    content, occurrence = listed.listing.content, listed.occurrence
    place = takes_place_at(content, occurrence)
    position = position_of(content, occurrence) if place else None
    return {
        "type": "Feature",
        "id": str(occurrence.occurrence_id),
        "geometry": _point(position),
        "properties": {
            "manifestation_id": listed.listing.manifestation_id,
            "title": content.title,
            "url": page,
            "organiser": listed.listing.organiser_name,
            "format": content.format,
            "themes": content.themes,
            "state": state_of(occurrence),
            "starts_at": occurrence.starts_at,
            "ends_at": occurrence.ends_at,
            "all_day": occurrence.all_day,
            "time_zone": clock_of(content, occurrence),
            "place": place.name if place else None,
            "postcode": place.postcode if place else None,
            "precision": _precision(place) if position else None,
            "commune_code": place.commune_code if place else None,
            "commune_name": place.commune_name if place else None,
        },
    }


def _precision(place: Place | None) -> str:
    """Say what a point is: where the organiser put it, else the middle of the commune."""
    return "place" if place and place.latitude is not None and place.longitude is not None else "commune"


def _point(position: tuple[float, float] | None) -> dict[str, Any] | None:
    if position is None:
        return None
    latitude, longitude = position
    # Section 3.1.1: longitude comes first.
    return {"type": "Point", "coordinates": [longitude, latitude]}
