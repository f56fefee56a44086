"""What an edition asks beside the fields that every edition has, and what was answered; pure."""

from collections.abc import Mapping
from typing import Final

from shared.contracts.edition import ExtraField, ShownWhere
from shared.contracts.submission import EditionChanged

TICKED: Final = "true"
"""The one answer that a box has; one that is not ticked has none."""


def is_public(question: ExtraField) -> bool:
    """Return True where readers are shown the answers; all others are for the chamber alone."""
    return not {"page", "paper"}.isdisjoint(question.shown)


def answered(
    edition: EditionChanged, answers: Mapping[str, str], *, where: ShownWhere | None = None
) -> list[tuple[str, str]]:
    """Return questions with their answers, in the order in which they are asked.

    What the edition asks no more is left out, and so is, with ``where``, what it does not show there.
    """
    return [
        (question.label, "Oui" if question.kind == "tick" else answers[question.name])
        for question in edition.extra_fields
        if question.name in answers and (where is None or where in question.shown)
    ]


def public_questions(edition: EditionChanged) -> tuple[ExtraField, ...]:
    """Return the questions whose answers readers are told, as the edition is now."""
    return tuple(question for question in edition.extra_fields if is_public(question))
