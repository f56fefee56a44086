"""The form as a page shows it."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from services.submission.manifestations.bodies.manifestation import MOST_DATES
from services.submission.organiser_space.bodies.communes import offered_communes
from services.submission.organiser_space.bodies.dates import DATES, blocks_of
from services.submission.organiser_space.bodies.draft import TRANSLATE
from services.submission.organiser_space.bodies.practical import LISTED_LANGUAGES
from services.submission.organiser_space.bodies.repeating import ADD, COPY, REMOVE, REPEAT
from services.submission.organiser_space.bodies.translations import MOST_OFFERED, TRANSLATIONS, in_positions, translated
from services.submission.organiser_space.bodies.values import QUESTIONS, field_names
from services.submission.organiser_space.views.picture import thumbnail
from services.submission.organiser_space.views.places import PlacesView
from services.submission.organiser_space.views.words import (
    ACCESS,
    ACCESSIBILITY,
    ATTENDANCE,
    AUDIENCES,
    BOOKING,
    EVERY,
    OPEN_TO_ALL,
    PRICES,
    STATES,
)
from shared.contracts.edition import ExtraField
from shared.contracts.submission import EditionChanged
from shared.editions.rules import format_labels, theme_labels
from shared.errors import FieldError
from shared.french.dates import day
from shared.french.languages import WRITTEN, french_name, own_name
from shared.french.typography import capitalised
from shared.geography.regions import COLLECTIVITES, REGIONS
from shared.http.forms import FormState

SHOWN: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset({"page", "paper"}), "La réponse est publiée, en ligne et sur le papier."),
    (frozenset({"page"}), "La réponse est publiée en ligne."),
    (frozenset({"paper"}), "La réponse est imprimée dans le programme papier."),
    (frozenset(), "La réponse est pour la chambre seule : elle n’est jamais publiée."),
)
"""By where an edition shows an answer, the widest first."""
DIRECTORY = "/trouver-mon-numero"
"""A page of eligibility, which asks the public register."""


def form_view(
    edition: EditionChanged,
    values: Mapping[str, Any],
    errors: tuple[FieldError, ...] = (),
    *,
    places: Mapping[str, PlacesView] | None = None,
    states: bool = False,
    wholes: Sequence[tuple[str, str]] = (),
) -> dict[str, Any]:
    """Return what the form shows, filled in with ``values``; with ``states`` it asks how each date stands.

    ``places`` are those that are known, beside the fields that they can be filled in to; ``wholes`` are manifestations
    that it can be part of, by identifier and title.
    """
    blocks, texts = blocks_of(values), translated(values)
    return {
        "year": edition.year,
        "fields": field_names(len(blocks), edition, translations=len(texts)),
        "form": FormState(values={**values, DATES: blocks, TRANSLATIONS: in_positions(texts)}, errors=errors),
        "dates": len(blocks),
        "may_add": len(blocks) < MOST_DATES,
        "add": ADD,
        "remove": REMOVE,
        "copy": COPY,
        "repeat": REPEAT,
        "every": EVERY,
        "communes": _communes(values.get("place")),
        "own_communes": [_communes(block.get("place")) for block in blocks],
        "places": places or {},
        "formats": [*format_labels(edition).items()],
        "themes": [*theme_labels(edition).items()],
        "open_to_all": OPEN_TO_ALL,
        "access": ACCESS,
        "attendance": ATTENDANCE,
        "audiences": AUDIENCES,
        "prices": [*PRICES.items()],
        "bookings": BOOKING,
        "accessibility": [*ACCESSIBILITY.items()],
        "languages": [(code, capitalised(french_name(code))) for code in LISTED_LANGUAGES],
        "translations": _translations(texts, errors),
        "translate": TRANSLATE,
        "questions": [_question(each) for each in edition.extra_fields],
        "limits": edition.print_limits,
        "states": [_states(block) for block in blocks] if states else None,
        "regions": [(region.code, region.name) for region in (*REGIONS, *COLLECTIVITES)],
        "picture": thumbnail(values.get("image")),
        "directory": _directory(values.get("organiser")),
        "wholes": wholes,
        "season": f"du {day(edition.first_day, year=False)} au {day(edition.last_day)}",
    }


def _question(question: ExtraField) -> dict[str, Any]:
    """Return a question with where its answer goes, which is to be known before it is given."""
    shown = next(said for where, said in SHOWN if where <= {*question.shown})
    box = question.kind == "tick" and question.required
    return {
        "name": f"{QUESTIONS}.{question.name}",
        "label": question.label,
        "kind": question.kind,
        "required": question.required,
        "choices": [(choice, choice) for choice in question.choices],
        "hint": f"À cocher pour pouvoir inscrire la manifestation. {shown}" if box else shown,
    }


def _translations(texts: list[dict[str, Any]], errors: tuple[FieldError, ...]) -> dict[str, Any]:
    """Return what languages each block can be of, one more than are filled in, and whether they are before the eyes."""
    offered = [(code, f"{capitalised(french_name(code))} ({own_name(code)})") for code in WRITTEN]
    others = [str(text.get("language") or "") for text in texts]
    blocks = [[*offered, *([(code, french_name(code))] if code and code not in WRITTEN else [])] for code in others]
    faulty = any(error.pointer.startswith(f"/{TRANSLATIONS}/") for error in errors)
    return {
        "shown": bool(texts) or faulty,
        "languages": [*blocks, offered] if len(blocks) < MOST_OFFERED else blocks,
    }


def _directory(organiser: Any) -> str:
    """Return the page that looks for a number by a name: at the name that is filled in, once the form comes back."""
    name = organiser.get("name") if isinstance(organiser, Mapping) else None
    return f"{DIRECTORY}?{urlencode({'nom': str(name)[:100]})}" if name else DIRECTORY


def _communes(place: Any) -> list[tuple[str, str]]:
    """Return what to choose the commune from; nothing where its name is asked."""
    return offered_communes(place) if isinstance(place, Mapping) else []


def _states(block: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the states that a person chooses from; what was moved online by a program stays so."""
    return [(value, label) for value, label in STATES if value != "moved_online" or block.get("state") == value]
