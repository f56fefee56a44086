"""What can be wrong with asking a co-organiser, and with answering."""

from shared.errors import Conflict, FieldError, FieldsRefused, NotFound


class QuestionOver(NotFound):
    """Unknown, answered, asked anew, too old, or of what is withdrawn or names the structure no more."""

    code = "question-terminee"
    title = "Cette question n’attend plus de réponse"

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__(
            "On y répond une seule fois et pendant 30 jours ; celle-ci a sa réponse, a été posée à nouveau, est trop "
            "ancienne, ou la manifestation ne nomme plus la structure. Écrivez à la structure qui l’organise."
        )


class ConfirmedAlready(Conflict):
    """Nobody is asked twice who has said yes."""

    code = "co-organisateur-confirme"
    title = "Cette structure a déjà confirmé"

    def __init__(self, name: str) -> None:
        """Name it."""
        super().__init__(f"« {name} » a déjà confirmé co-organiser cette manifestation : il n’y a rien à lui demander.")


class AskedOften(Conflict):
    """It has had as many mails as anybody should."""

    code = "co-organisateur-interroge"
    title = "Cette structure a été interrogée plusieurs fois"

    def __init__(self, name: str, most: int) -> None:
        """Say the way out."""
        super().__init__(f"« {name} » a déjà reçu {most} demandes : écrivez-lui vous-même, ou retirez son nom.")


class NotNamed(FieldsRefused):
    """The manifestation names no such co-organiser, or no more."""

    def __init__(self, name: str) -> None:
        """Say the way out."""
        message = (
            f"La manifestation ne nomme pas « {name[:80]} » parmi ses co-organisateurs : ajoutez-la d’abord en la "
            "modifiant."
        )
        super().__init__(errors=[FieldError(pointer="/name", code="not_named", message=message, value=name[:200])])
