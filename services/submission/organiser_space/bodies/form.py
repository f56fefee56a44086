"""The form: what its fields become in the body."""

from collections.abc import Mapping
from typing import Any

from services.submission.manifestations.bodies.manifestation import ManifestationBody
from services.submission.manifestations.bodies.reading import read_manifestation
from services.submission.manifestations.bodies.writing import body_of
from services.submission.manifestations.rules.manifestation import Manifestation
from services.submission.organiser_space.bodies.communes import chosen_commune
from services.submission.organiser_space.bodies.dates import (
    DATES,
    block_faults,
    blocks_of,
    is_untouched,
    span_of_block,
)
from services.submission.organiser_space.bodies.faults import numbered, shown
from services.submission.organiser_space.bodies.numbers import number_faults, organiser_of
from shared.contracts.submission import EditionChanged
from shared.errors import FieldsRefused
from shared.geography.time_zones import PARIS

PARTS = ("place", "organiser", "public_contact")
SAID = frozenset(
    (
        *("title", "description", "themes", "format", "open_to_all", "access", "access_conditions", "audiences"),
        *(DATES, "attendance", "place", "online_url", "region_code", "organiser", "public_contact", "note"),
    )
)
"""What the form speaks of; an amendment leaves everything else as it is."""
NEVER_SAID = "external_id"
WHERE, POINT = ("name", "address", "postcode", "commune_code"), ("latitude", "longitude")

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
    body = _body(values, list(filled.values()), present)
    try:
        read = read_manifestation(body, edition=edition)
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
    place = _with_point(_place(where), former.get("place"))
    dates = {known["occurrence_id"]: known for known in former.get(DATES, [])}
    return {
        **kept,
        **said,
        **({"place": place} if place else {}),
        DATES: [_date(block, where, dates) for block in blocks],
        "organiser": organiser_of(_mapping(values, "organiser")),
        "public_contact": dict(_mapping(values, "public_contact")),
    }


def _date(block: Values, where: Values, former: Mapping[str, Values]) -> dict[str, Any]:
    own = _mapping(block, "place")
    known = former.get(str(block.get("occurrence_id")), {})
    commune = chosen_commune(own) or chosen_commune(where)
    date = span_of_block(block, commune.time_zone if commune else PARIS)
    date |= {name: block[name] for name in ("occurrence_id", "state", "note") if name in block}
    if known.get("state") == date.get("state") and "previous_starts_at" in known:
        date["previous_starts_at"] = known["previous_starts_at"]
    place = _with_point(_place(own), known.get("place"))
    return {**date, "place": place} if place else date


def _place(where: Values) -> dict[str, Any] | None:
    """Return a place; None where none was filled in."""
    if not any(where.get(name) for name in ("name", "address", "postcode", "commune")):
        return None
    names = ("name", "address", "address_on_registration", "postcode")
    place = {name: where[name] for name in names if name in where}
    commune = chosen_commune(where)
    return {**place, "commune_code": commune.code} if commune else place


def _with_point(place: dict[str, Any] | None, former: Any) -> dict[str, Any] | None:
    """Keep the coordinates, which the form does not show, of a place that is still the same and does not hide."""
    if not place or not isinstance(former, Mapping) or "address_on_registration" in place:
        return place
    if any(place.get(name) != former.get(name) for name in WHERE):
        return place
    return {**place, **{name: former[name] for name in POINT if name in former}}


def _mapping(values: Values, name: str) -> Values:
    found = values.get(name)
    return found if isinstance(found, Mapping) else {}
