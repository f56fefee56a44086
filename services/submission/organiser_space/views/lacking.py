"""What a draft lacks before it can be sent, and what paper would make of it."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from services.submission.organiser_space.bodies.communes import chosen_commune
from services.submission.organiser_space.bodies.dates import blocks_of
from services.submission.organiser_space.bodies.form import read_form
from shared.contracts.submission import EditionChanged
from shared.editions.rules import cut_off_of
from shared.errors import FieldError, FieldsRefused
from shared.french.dates import local_moment
from shared.french.typography import shortened
from shared.geography import region

Values = Mapping[str, Any]


def lacking(values: Values, edition: EditionChanged) -> tuple[FieldError, ...]:
    """Return what is to be filled in or mended before it can be sent."""
    try:
        read_form(values, edition=edition)
    except FieldsRefused as refused:
        return refused.errors
    return ()


def on_paper(values: Values, edition: EditionChanged, now: datetime) -> list[str]:
    """Say what paper would make of it, and until when."""
    if values.get("open_to_all") == "false":
        return ["Réservée à certaines personnes, elle ne figurera pas au programme papier."]
    return [*_said_or_cut(values, edition), *_contact(values), *_cut_off(values, edition, now)]


def _said_or_cut(values: Values, edition: EditionChanged) -> Iterator[str]:
    limits = edition.print_limits
    parts = (
        ("title", "print_title", limits.title, "Le titre", "un titre plus court"),
        ("description", "print_text", limits.text, "La description", "un texte plus court"),
    )
    for name, own, limit, what, way_out in parts:
        text = " ".join(str(values.get(name) or "").split())
        if len(text) > limit and not values.get(own):
            yield (
                f"{what} compte {len(text)} signes, le papier en a {limit} : sans {way_out}, on n’y lirait que "
                f"« {shortened(text, limit)} »."
            )


def _contact(values: Values) -> Iterator[str]:
    contact = values.get("public_contact")
    if not (isinstance(contact, Mapping) and contact.get("print_consent")):
        yield "Aucun contact n’y sera imprimé : cochez plus haut, sous le contact, s’il peut l’être."


def _cut_off(values: Values, edition: EditionChanged, now: datetime) -> Iterator[str]:
    code = region_of(values)
    found = cut_off_of(edition, code)
    named = region(code) if code else None
    if found and named:
        at, zone = found
        over = at.replace(tzinfo=ZoneInfo(zone)) <= now
        yield (
            f"{named.name} : le papier a été arrêté le {local_moment(at, zone)}, il ne change plus."
            if over
            else f"{named.name} : le papier reprend ce qui est en ligne le {local_moment(at, zone)}."
        )


def region_of(values: Values) -> str | None:
    """Return the region that a draft is of, as far as it says."""
    for place in (values.get("place"), *(block.get("place") for block in blocks_of(values))):
        if isinstance(place, Mapping) and (commune := chosen_commune(place)):
            return commune.region_code
    said = values.get("region_code")
    return str(said) if said else None
