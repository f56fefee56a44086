"""A place that only says that there is none."""

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


def without_online_place(body: Any) -> tuple[Any, bool]:
    """Return the body without a place that only says that it is online, and whether it had one."""
    if not isinstance(body, Mapping) or not _is_no_place(body.get("place")):
        return body, False
    return {name: value for name, value in body.items() if name != "place"}, True


def _is_no_place(place: Any) -> bool:
    if not isinstance(place, Mapping):
        return False
    filled = {name for name, value in place.items() if value is not None and str(value).strip()}
    name = place.get("name")
    return filled == {"name"} and isinstance(name, str) and fold(name) in NO_PLACE
