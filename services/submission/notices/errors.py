"""What can be wrong with a link of a mail."""

from shared.errors import NotFound


class ChoiceUnknown(NotFound):
    """Nobody was sent this link, or their account was erased."""

    code = "lien-de-courriel-inconnu"
    title = "Ce lien ne mène à rien"

    def __init__(self) -> None:
        """Say the way out."""
        super().__init__(
            "Copiez l’adresse en entier depuis le dernier courriel reçu ; un compte effacé n’en reçoit plus."
        )
