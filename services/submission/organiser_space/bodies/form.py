"""The form: what its fields become in the body."""

from collections.abc import Mapping
from typing import Any

from services.submission.manifestations.bodies.extra import still_asked
from services.submission.manifestations.bodies.manifestation import ManifestationBody
from services.submission.manifestations.bodies.reading import read_manifestation
from services.submission.manifestations.bodies.writing import body_of
from services.submission.manifestations.rules.manifestation import Manifestation
from services.submission.organiser_space.bodies.communes import chosen_commune, settled
from services.submission.organiser_space.bodies.dates import (
    DATES,
    block_faults,
    blocks_of,
    is_untouched,
    span_kept,
    span_of_block,
)
from services.submission.organiser_space.bodies.faults import numbered, shown
from services.submission.organiser_space.bodies.numbers import number_faults, organiser_of
from services.submission.organiser_space.bodies.places import point_of
from services.submission.organiser_space.bodies.practical import WITH, closing_kept, practical_faults, practical_of
from services.submission.organiser_space.bodies.translations import TRANSLATIONS, translation_faults, translations_of
from services.submission.organiser_space.bodies.values import place_values
from services.submission.organiser_space.bodies.whole import ADDRESS, CHOSEN
from shared.contracts.content import Occurrence, Place
from shared.contracts.submission import EditionChanged
from shared.errors import FieldsRefused
from shared.geography.time_zones import PARIS

PARTS = (
    "place",
    "organiser",
    "public_contact",
    "price",
    "booking",
    "age",
    "languages",
    "other_languages",
    WITH,
    TRANSLATIONS,
    ADDRESS,
)
SAID = frozenset(
    (
        *("title", "description", "themes", "format", "open_to_all", "access", "access_conditions", "audiences"),
        *(DATES, "attendance", "place", "online_url", "region_code", "organiser", "public_contact", "note"),
        *(
            "price",
            "booking",
            "age",
            "accessibility",
            "languages",
            "co_organisers",
            "print_title",
            "print_text",
            "extra",
            TRANSLATIONS,
            CHOSEN,
        ),
    )
)
"""What the form speaks of; an amendment leaves everything else as it is."""
NEVER_SAID = "external_id"

Values = Mapping[str, Any]


def read_form(values: Values, *, edition: EditionChanged, present: Manifestation | None = None) -> ManifestationBody:
    """Check what was filled in like any body; raises ``FieldsRefused`` whose pointers are those of the fields.

    ``present`` is what an amendment starts from.
    """
    blocks = blocks_of(values)
    # A date that was added and left empty is none, unless it is all there is.
    filled = {position: block for position, block in enumerate(blocks) if not is_untouched(block)} or {0: blocks[0]}
    faults = list(number_faults(_mapping(values, "organiser")))
    for position, block in filled.items():
        faults += block_faults(block, position)
    faults += [*practical_faults(values), *translation_faults(values)]
    body = _body(values, list(filled.values()), present)
    try:
        read = read_manifestation(still_asked(edition, body), edition=edition)
    except FieldsRefused as refused:
        faults += shown(refused.errors, values, filled)
    if faults:
        raise FieldsRefused(errors=[numbered(fault) for fault in faults] if len(blocks) > 1 else faults)
    return read


def _body(values: Values, blocks: list[dict[str, Any]], present: Manifestation | None) -> dict[str, Any]:
    former = body_of(present) if present else {}
    kept = {name: value for name, value in former.items() if name not in SAID and name != NEVER_SAID}
    said = {name: value for name, value in values.items() if name not in {*PARTS, DATES, NEVER_SAID}}
    where = _mapping(values, "place")
    place = _place(where, present.content.place if present else None)
    dates = {str(each.occurrence_id): each for each in present.content.occurrences} if present else {}
    zone = _zone(where, *(_mapping(block, "place") for block in blocks))
    practical = practical_of(values, zone)
    if present:
        practical = closing_kept(practical, values, present.content, zone)
    return {
        **kept,
        **said,
        **({"place": place} if place else {}),
        **practical,
        TRANSLATIONS: translations_of(values),
        DATES: [_date(block, zone, dates, present) for block in blocks],
        "organiser": organiser_of(_mapping(values, "organiser"), present.organiser if present else None),
        "public_contact": dict(_mapping(values, "public_contact")),
    }


def _date(
    block: Values, otherwise: str, former: Mapping[str, Occurrence], present: Manifestation | None
) -> dict[str, Any]:
    own = _mapping(block, "place")
    known = former.get(str(block.get("occurrence_id")))
    zone = _zone(own, otherwise=otherwise)
    date: dict[str, Any] = dict(span_of_block(block, zone))
    date |= {name: block[name] for name in ("occurrence_id", "state", "note") if name in block}
    place = _place(own, known.place if known else None)
    if known and present:
        date |= span_kept(block, present.content, known, zone)
        if known.previous_starts_at and known.state == date.get("state"):
            date["previous_starts_at"] = known.previous_starts_at.isoformat()
    return {**date, "place": place} if place else date


def _zone(*places: Values, otherwise: str = PARIS) -> str:
    """Return the clock of the first that is a place."""
    found = next((commune for place in places if (commune := chosen_commune(place))), None)
    return found.time_zone if found else otherwise


def _place(where: Values, former: Place | None) -> dict[str, Any] | None:
    """Return a place; None where none was filled in.

    One that the form leaves as it is keeps what it does not show: its commune, where a part of a city shares the city's
    postcode, and, unless it hides, its coordinates.
    """
    if not any(where.get(name) for name in ("name", "address", "postcode", "commune")):
        return None
    where = settled(where)
    names = ("name", "address", "address_on_registration", "postcode")
    place: dict[str, Any] = {name: where[name] for name in names if name in where}
    shown = place_values(former) if former else {}
    if former and all((where.get(name) or None) == shown.get(name) for name in ("postcode", "commune")):
        place["commune_code"] = former.commune_code
    elif commune := chosen_commune(where):
        place["commune_code"] = commune.code
    same = former and all((where.get(name) or None) == shown.get(name) for name in place_values(former))
    if "address_on_registration" in where:
        return place
    if same and former and former.latitude is not None:
        return {**place, "latitude": former.latitude, "longitude": former.longitude}
    return {**place, **point_of(where, place.get("commune_code", ""))}


def _mapping(values: Values, name: str) -> Values:
    found = values.get(name)
    return found if isinstance(found, Mapping) else {}
