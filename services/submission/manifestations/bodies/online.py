"""A place that only says that there is none."""

import re
from collections.abc import Mapping
from typing import Any

from shared.geography import fold

NO_PLACE = frozenset(
    (
        *("en ligne", "ligne", "online", "internet", "sur internet", "web", "sur le web", "virtuel", "en virtuel"),
        *("a distance", "distance", "distanciel", "en distanciel", "100 en ligne", "evenement en ligne"),
        *("visio", "en visio", "visioconference", "en visioconference", "visioconf", "par visioconference"),
        *("webinaire", "webinar", "zoom", "sur zoom", "via zoom", "teams", "sur teams", "microsoft teams"),
        *("google meet", "meet", "jitsi", "youtube", "sur youtube", "reunion zoom", "lien zoom", "reunion teams"),
    )
)
"""Folded names that organisers give where a form insists on a place."""
ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def without_online_place(body: Any) -> tuple[Any, bool]:
    """Return the body without a place that only says that it is online, and whether it had one.

    One in which nothing stands is left out beside an address where it is followed, unless it is to be on the spot too.
    """
    place = body.get("place") if isinstance(body, Mapping) else None
    if not isinstance(place, Mapping):
        return body, False
    filled = {name for name, value in place.items() if value is not None and value is not False and str(value).strip()}
    said_online = {"name"} <= filled <= {"name", "address"} and all(_is_no_place(place[name]) for name in filled)
    empty = not filled and bool(body.get("online_url")) and body.get("attendance") in (None, "", "online")
    if not said_online and not empty:
        return body, False
    return {name: value for name, value in body.items() if name != "place"}, said_online


def _is_no_place(name: Any) -> bool:
    return isinstance(name, str) and (fold(name) in NO_PLACE or ADDRESS.fullmatch(name.strip()) is not None)
