"""What a new manifestation takes over from another: of this edition a copy, of a former one what still holds."""

from collections.abc import Mapping
from typing import Any

from services.submission.manifestations.rules.manifestation import Manifestation
from services.submission.organiser_space.bodies.dates import DATES
from services.submission.organiser_space.bodies.image import IMAGE, image_values
from services.submission.organiser_space.bodies.repeating import OWN
from services.submission.organiser_space.bodies.values import QUESTIONS, values_of
from services.submission.organiser_space.bodies.whole import CHOSEN
from shared.contracts.submission import EditionChanged
from shared.editions.rules import format_labels, theme_labels

LEFT: Mapping[str, str] = {
    "dates": "Les jours : donnez ceux de cette édition. Les horaires et les lieux sont repris.",
    "themes": "Un thème ou plus, que cette édition n’a plus : choisissez-en un autre.",
    "format": "Le format, que cette édition n’a plus : choisissez-en un autre.",
    "bookings": "La fin des réservations.",
    "note": "Le mot à la chambre.",
    "answers": "Les réponses aux questions de l’édition : celle-ci pose les siennes.",
    "reference": "Votre référence : une référence ne désigne qu’une manifestation.",
    "whole": "Le programme collectif dont elle faisait partie : indiquez celui de cette édition.",
}
"""What is not taken over, by its name in the address of the page that says so."""


def renewed(manifestation: Manifestation, edition: EditionChanged) -> tuple[dict[str, Any], list[str]]:
    """Return the draft's fields as a browser would send them, and the names of what was not taken over."""
    values, again = values_of(manifestation), manifestation.edition != edition.year
    content = manifestation.content
    left = ["reference"] if manifestation.external_id else []
    alone = {*OWN, *(("date", "until") if again else ())}
    dates = [{name: value for name, value in block.items() if name not in alone} for block in values[DATES]]
    values |= {DATES: _distinct(dates) if again else dates}
    if content.image:
        values[IMAGE] = image_values(content)
    if again:
        themes = [slug for slug in content.themes if slug in theme_labels(edition)]
        format_ = content.format if content.format in format_labels(edition) else None
        booking = {name: value for name, value in values["booking"].items() if not name.startswith("closes_")}
        left += ["dates"]
        left += ["themes"] if len(themes) < len(content.themes) else []
        left += [] if format_ else ["format"]
        left += ["bookings"] if booking != values["booking"] and content.booking and content.booking.closes_at else []
        left += ["note"] if manifestation.note else []
        left += ["answers"] if values[QUESTIONS] else []
        left += ["whole"] if values[CHOSEN] else []
        fresh: dict[str, Any] = {"note": None, QUESTIONS: {}, CHOSEN: None}
        values |= {"themes": themes, "format": format_, "booking": booking, **fresh}
    sent: dict[str, Any] = _as_sent(values)
    return sent, left


def _distinct(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Dates that differ by their day alone are one to fill in."""
    return [block for position, block in enumerate(blocks) if block not in blocks[:position]]


def _as_sent(value: Any) -> Any:
    """Write it as a form does: texts, and nothing for what is empty."""
    if isinstance(value, list | tuple):
        return [_as_sent(each) for each in value]
    if isinstance(value, Mapping):
        return {name: _as_sent(each) for name, each in value.items() if each not in (None, "", (), [])}
    return str(value)
