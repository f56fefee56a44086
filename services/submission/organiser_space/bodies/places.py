"""The buttons that look for a place that is known, and that fill one in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from services.submission.organiser_space.bodies.dates import DATES, blocks_of
from services.submission.organiser_space.rules.offer import Offer
from services.submission.places.rules.naming import place_id_of
from shared.french.typography import town

SEARCH, USE, WORDS = "_chercher", "_lieu", "_recherche"
"""Names: of the button that searches, of the one that fills in, and before the field's own of what is searched."""
OF_WHOLE: Final = "place"
OF_DATE = re.compile(rf"{DATES}\.([0-9]{{1,2}})\.place")
POINT = "point"
LONGEST_SEARCH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What is looked for, for which field."""

    field: str
    words: str


def search_in(form: Mapping[str, Any]) -> Search | None:
    """Return what is looked for: whatever button was pressed, words that were typed count."""
    field = str(form.get(SEARCH) or "")
    typed = [
        name.partition(".")[2] for name, value in form.items() if name.startswith(f"{WORDS}.") and str(value).strip()
    ]
    return search_for(field or next(iter(typed), ""), str(form.get(f"{WORDS}.{field or next(iter(typed), '')}") or ""))


def search_for(field: str, words: str) -> Search | None:
    """Return a search; None where the field is none of a place."""
    return Search(field=field, words=words.strip()[:LONGEST_SEARCH]) if is_place(field) else None


def shown_after(form: Mapping[str, Any]) -> dict[str, str]:
    """Return what the address of the next page says: which place was filled in, or what was looked for."""
    if used := use_in(form):
        return {"rempli": used[0]}
    search = search_in(form)
    return {"lieu": search.field, "q": search.words} if search else {}


def use_in(form: Mapping[str, Any]) -> tuple[str, UUID] | None:
    """Return which field is to be filled in with which place; None where no such button was pressed."""
    field, _, place_id = str(form.get(USE) or "").partition(":")
    try:
        return (field, UUID(place_id)) if is_place(field) else None
    except ValueError:
        return None


def is_place(field: str) -> bool:
    """Return True for the name of a place's fields, of the whole or of one date."""
    return field == OF_WHOLE or OF_DATE.fullmatch(field) is not None


def step_of_place(field: str) -> str:
    """Return the step in which a place is filled in."""
    return "lieu" if field == OF_WHOLE else "dates"


def with_place(values: Mapping[str, Any], field: str, offer: Offer) -> dict[str, Any]:
    """Return the form with a place filled in."""
    place = filled_place(offer)
    if field == OF_WHOLE:
        return {**values, OF_WHOLE: place}
    found = OF_DATE.fullmatch(field)
    blocks = blocks_of(values)
    position = int(found[1]) if found else len(blocks)
    return {
        **values,
        DATES: [{**block, "place": place} if at == position else block for at, block in enumerate(blocks)],
    }


def filled_place(offer: Offer) -> dict[str, Any]:
    """Return the fields of a place; its point counts for as long as they stay what they are."""
    kept_back = offer.address is None
    return {
        "name": offer.name,
        **({"address_on_registration": "true"} if kept_back else {"address": offer.address}),
        "postcode": offer.postcode,
        "commune": town(offer.commune_name),
        **({POINT: f"{offer.place_id} {offer.latitude} {offer.longitude}"} if offer.latitude and not kept_back else {}),
    }


def point_of(where: Mapping[str, Any], commune_code: str) -> dict[str, float]:
    """Return the coordinates of a place that was filled in from the register and not rewritten since."""
    place_id, _, point = str(where.get(POINT) or "").partition(" ")
    spelt = place_id_of(str(where.get("name") or ""), str(where.get("address") or ""), commune_code)
    latitude, _, longitude = point.partition(" ")
    try:
        return {"latitude": float(latitude), "longitude": float(longitude)} if place_id == str(spelt) else {}
    except ValueError:
        return {}
