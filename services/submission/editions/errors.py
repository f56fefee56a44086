"""What may stand in the way of a change to an edition."""

from collections.abc import Sequence

from shared.contracts.edition import ExtraField
from shared.errors import Conflict, FieldError, FieldsRefused


class AnotherIsOpen(Conflict):
    """Two editions cannot be open at once."""

    code = "autre-edition-ouverte"
    title = "Une autre édition est ouverte"

    def __init__(self, year: int) -> None:
        """Name the one that was to be opened."""
        super().__init__(f"Une autre édition est ouverte : archivez-la avant d’ouvrir l’édition {year}.")


class NotOpen(Conflict):
    """Only an open edition can be archived."""

    code = "edition-non-ouverte"
    title = "Édition non ouverte"

    def __init__(self, year: int) -> None:
        """Name the year."""
        super().__init__(f"L’édition {year} est en préparation : elle s’archive une fois qu’elle a été ouverte.")


class AnswersWerePrivate(FieldsRefused):
    """Who answered was told that the chamber alone reads it; that holds for as long as the edition does."""

    def __init__(self, questions: Sequence[tuple[int, ExtraField]]) -> None:
        """Name the questions and the way out."""
        super().__init__(
            errors=[
                FieldError(
                    pointer=f"/field/{position}/shown",
                    code="answers_were_private",
                    message=f"La question « {question.label} » a été posée pour la chambre seule : ses réponses ne "
                    "peuvent plus être publiées. Gardez shown, ou posez-la sous un autre nom.",
                    value=", ".join(question.shown),
                )
                for position, question in questions
            ]
        )
