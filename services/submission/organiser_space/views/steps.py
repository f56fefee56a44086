"""The form in steps: a telephone shows one at a time, a desk all of them one below the other."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from services.submission.organiser_space.bodies.practical import PRACTICAL, WITH
from services.submission.organiser_space.bodies.translations import TRANSLATIONS
from services.submission.organiser_space.bodies.values import QUESTIONS
from services.submission.organiser_space.bodies.whole import ADDRESS, CHOSEN
from shared.errors import FieldError

STEPS: Mapping[str, str] = {
    "manifestation": "La manifestation",
    "publics": "Qui peut venir",
    "dates": "Quand",
    "lieu": "Où",
    "pratique": "Bon à savoir",
    "organisateur": "L’organisateur",
    "contact": "Contact publié",
    "questions": "Questions de l’édition",
    "papier": "Papier et mot à la chambre",
    "envoi": "Relire et envoyer",
}
FIRST, LAST = "manifestation", "envoi"
STEP_OF = {
    **dict.fromkeys(("title", "description", "format", "themes", TRANSLATIONS), "manifestation"),
    **dict.fromkeys(("open_to_all", "access", "access_conditions", "audiences"), "publics"),
    "occurrences": "dates",
    **dict.fromkeys(("attendance", "place", "online_url", "region_code"), "lieu"),
    **{name.partition(".")[0]: "pratique" for name in PRACTICAL},
    "image": "pratique",
    **dict.fromkeys(("organiser", WITH, CHOSEN, ADDRESS), "organisateur"),
    "public_contact": "contact",
    QUESTIONS: "questions",
    **dict.fromkeys(("print_title", "print_text", "note"), "papier"),
}
"""By the first part of a field's name; what has none is beside the button that sends."""
DATES_ASKED = "doubts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One part of the form."""

    key: str
    title: str
    number: int
    shown: bool
    """On a telephone; on a desk all are."""
    before: str
    after: str
    """Keys of its neighbours, empty at the ends."""
    missing: Sequence[FieldError]
    """What it lacks before it can be sent."""


def steps_of(shown: Iterable[str], missing: Sequence[FieldError] = (), *, asks_more: bool = True) -> list[Step]:
    """Return the steps; those of ``shown`` are before the eyes. Not every edition ``asks_more`` than all do."""
    keys = [key for key in STEPS if asks_more or key != "questions"]
    before_the_eyes = {*shown} & {*keys} or {FIRST}
    return [
        Step(
            key=key,
            title=STEPS[key],
            number=number,
            shown=key in before_the_eyes,
            before=keys[number - 2] if number > 1 else "",
            after=keys[number] if number < len(keys) else "",
            missing=[error for error in missing if step_of(error) == key],
        )
        for number, key in enumerate(keys, start=1)
    ]


def shown_steps(asked: str, errors: Sequence[FieldError], notice: str) -> set[str]:
    """Return the steps that somebody has to see: those with faults, or where a notice leads, else the one asked for."""
    if errors:
        return {*(step_of(error) for error in errors), LAST}
    if notice in {"", "session", "parked"}:
        return {asked}
    return {"dates", LAST} if notice == DATES_ASKED else {LAST}


def step_of(error: FieldError) -> str:
    """Return the key of the step in which a fault is mended."""
    return STEP_OF.get(error.pointer.split("/")[1] if "/" in error.pointer else "", LAST)
