"""A form that is not finished, made whole, so that it can be compared with what is registered; pure."""

from collections.abc import Mapping
from typing import Any

from services.submission.organiser_space.bodies.dates import DATES, blocks_of, is_untouched, read_day, read_hour
from services.submission.organiser_space.bodies.whole import CHOSEN
from shared.contracts.edition import ExtraField
from shared.contracts.submission import EditionChanged
from shared.editions.questions import TICKED

STAND_INS = {
    "description": "Elle n’est pas encore décrite.",
    "open_to_all": "true",
    "public_contact": {"website": "https://exemple.example"},
}
"""Fields that say nothing about which manifestation it is."""
NOBODY = "??"
"""The name of an organiser or a place that resembles no other."""

Values = Mapping[str, Any]


def standing_in(values: Values, edition: EditionChanged) -> list[dict[str, Any]]:
    """Return the form with what is missing made up, and once more without the numbers of its organiser.

    Only what tells manifestations apart is taken as it is: title, dates, place and organiser. A date without hours may
    be at any hour of its day.
    """
    organiser = values.get("organiser")
    named = organiser if isinstance(organiser, Mapping) else {}
    name = named.get("name") or NOBODY
    whole = {
        **STAND_INS,
        "themes": [edition.themes[0].slug],
        "format": edition.formats[0].slug,
        "extra": {each.name: _answer(each) for each in edition.extra_fields if each.required},
        **{key: values[key] for key in ("title", "attendance", "online_url", "region_code", CHOSEN) if key in values},
        "place": _place(values.get("place")),
        DATES: [_date(block) for block in blocks_of(values) if not is_untouched(block)],
    }
    unknown = {"name": name, "without_number": TICKED}
    return [{**whole, "organiser": {**named, "name": name}}, {**whole, "organiser": unknown}]


def _place(place: Any) -> dict[str, Any]:
    if not isinstance(place, Mapping) or not place.get("postcode"):
        return {}
    filled = {"name": NOBODY, **place}
    return filled if filled.get("address") else {**filled, "address_on_registration": TICKED}


def _date(block: Values) -> dict[str, Any]:
    date = {name: block[name] for name in ("date", "from", "to", "until", "all_day", "place") if name in block}
    if isinstance(date.get("place"), Mapping):
        date["place"] = _place(date["place"])
    if read_hour(date.get("from")) and read_hour(date.get("to")):
        return date
    day = read_day(date.get("date"))
    kept = {name: value for name, value in date.items() if name not in {"from", "to"}}
    return {**kept, "all_day": TICKED} if day else date


def _answer(question: ExtraField) -> str:
    return TICKED if question.kind == "tick" else next(iter(question.choices), NOBODY)
