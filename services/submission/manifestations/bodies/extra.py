"""Answers to the questions that an edition adds: what is wrong with them, and which of them readers see."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, Field

from services.submission.manifestations.bodies.kinds import Paragraphs
from shared.contracts.edition import ExtraField
from shared.contracts.submission import EditionChanged
from shared.editions.questions import TICKED, is_public
from shared.errors import FieldError
from shared.french.typography import grouped, listed
from shared.http.refusals import pointer
from shared.text import one_line

LONGEST: Mapping[str, int] = {"line": 200, "paragraphs": 2000}
"""Characters, by kind of question."""
SHOWN: Final = 40
MOST_ANSWERS: Final = 40
"""Twice as many as an edition has questions: each wrong name is a fault of its own."""
NOT_TICKED = frozenset({"", "false"})


def _said(value: object) -> object:
    """Read a box as JSON writes it too, and nothing as no answer."""
    if isinstance(value, bool):
        return TICKED if value else ""
    return "" if value is None else value


Answers = Annotated[
    dict[str, Annotated[Paragraphs, BeforeValidator(_said), Field(title="Réponse")]],
    Field(title="Questions de l’édition", max_length=MOST_ANSWERS, default_factory=dict),
]
"""By the name of the question; a box is ``true``, or is left out."""


def extra_faults(edition: EditionChanged, said: Mapping[str, str]) -> Iterator[FieldError]:
    """Name what is missing, not asked, or no answer to what is asked."""
    asked = {question.name: question for question in edition.extra_fields}
    for name in said:
        if name not in asked:
            yield _unknown(edition, name)
    for question in edition.extra_fields:
        answer = _answer(question, said)
        if answer:
            yield from _wrong(question, answer)
        elif question.required:
            yield _fault(question, "required", _missing(question))


def answers_in(edition: EditionChanged, said: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the answers that readers are shown, and those for the chamber alone."""
    answers = {
        question.name: (question, answer)
        for question in edition.extra_fields
        if (answer := _answer(question, said)) is not None
    }
    return (
        {name: answer for name, (question, answer) in answers.items() if is_public(question)},
        {name: answer for name, (question, answer) in answers.items() if not is_public(question)},
    )


def still_asked(edition: EditionChanged, body: Mapping[str, Any]) -> dict[str, Any]:
    """Return a body, as it was registered or begun, without answers to what the edition asks no more."""
    answers = body.get("extra")
    if not isinstance(answers, Mapping):
        return dict(body)
    asked = {question.name for question in edition.extra_fields}
    return {**body, "extra": {name: answer for name, answer in answers.items() if name in asked}}


def _answer(question: ExtraField, said: Mapping[str, str]) -> str | None:
    text = said.get(question.name, "")
    if question.kind == "tick":
        return None if text in NOT_TICKED else text
    return (text if question.kind == "paragraphs" else one_line(text)) or None


def _wrong(question: ExtraField, answer: str) -> Iterator[FieldError]:
    if question.kind == "tick" and answer != TICKED:
        message = f"« {question.label} » est une case à cocher : envoyez true, ou retirez la réponse."
        yield _fault(question, "tick_expected", message, answer)
    if question.kind == "choice" and answer not in question.choices:
        choices = listed([f"« {choice} »" for choice in question.choices], "ou")
        message = (
            f"« {answer[:SHOWN]} » n’est pas une réponse à la question « {question.label} » : choisissez {choices}."
        )
        yield _fault(question, "choice_unknown", message, answer)
    most = LONGEST.get(question.kind)
    if most and len(answer) > most:
        message = (
            f"La réponse à la question « {question.label} » compte {grouped(len(answer))} caractères, "
            f"{grouped(most)} au plus : raccourcissez-la."
        )
        yield _fault(question, "too_long", message, answer)


def _missing(question: ExtraField) -> str:
    if question.kind == "tick":
        return f"Cochez « {question.label} » : sans cela, la manifestation ne peut pas être inscrite."
    return f"Répondez à la question « {question.label} »."


def _unknown(edition: EditionChanged, name: str) -> FieldError:
    known = [question.name for question in edition.extra_fields]
    close = get_close_matches(name.lower()[:SHOWN], known, n=1, cutoff=0.6)
    way_out = f"Vouliez-vous écrire « {close[0]} » ? Sinon, retirez-la." if close else "Retirez cette réponse."
    return FieldError(
        pointer=pointer(("extra", name)),
        code="question_unknown",
        message=f"L’édition {edition.year} ne pose pas de question « {name[:SHOWN]} ». {way_out} Les questions "
        f"sont dans extra_fields : GET /editions/{edition.year}",
    )


def _fault(question: ExtraField, code: str, message: str, value: str | None = None) -> FieldError:
    return FieldError(
        pointer=pointer(("extra", question.name)), code=code, message=message, value=value and value[:200]
    )
