"""Conditions of imports that a page or a program can act on."""

from shared.errors import Conflict, FieldError, FieldsRefused, NotAllowed, NotFound
from shared.french.typography import typo

LONGEST_SHOWN = 200


class ImportUnknown(NotFound):
    """No such import of this account, or one that was forgotten."""

    code = "import-inconnu"
    title = "Import introuvable"

    def __init__(self) -> None:
        """Say where to look."""
        super().__init__(
            "Cet import n’est pas parmi les vôtres, ou il a plus d’un mois : envoyez à nouveau le fichier, ce qui est "
            "déjà inscrit sera reconnu."
        )


class NotReadYet(Conflict):
    """The file is still being read, or being registered."""

    code = "import-en-cours"
    title = "Cet import est en cours"

    def __init__(self) -> None:
        """Say when to come back."""
        super().__init__("Ce fichier est en cours de traitement : revenez dans un instant.", retry_after_seconds=1)


class NothingToSend(Conflict):
    """The file could not be read, or was sent already."""

    code = "import-termine"
    title = "Cet import est terminé"

    def __init__(self) -> None:
        """Say the way out."""
        super().__init__("Il n’y a plus rien à inscrire de ce fichier : envoyez le fichier corrigé.")


class TooManyImports(Conflict):
    """An account has sent as many files as it may in a day."""

    code = "trop-de-fichiers"
    title = "Vous avez envoyé trop de fichiers"

    def __init__(self, most: int) -> None:
        """Say when to come back."""
        super().__init__(
            f"Vous avez déjà envoyé {most} fichiers depuis hier : regroupez vos manifestations dans un seul, ou "
            "revenez demain."
        )


class AddressRefused(Exception):
    """Nothing can be fetched from an address; the message is a sentence for the person."""

    def __init__(self, address: str, why: str) -> None:
        super().__init__(typo(f"« {address[:LONGEST_SHOWN]} » : {why}."))


class BothGiven(FieldsRefused):
    """A file and an address came with the form."""

    def __init__(self) -> None:
        """Name the field."""
        message = "Envoyez un fichier ou donnez une adresse, l’un des deux."
        super().__init__(errors=[FieldError(pointer="/address", code="both_given", message=message)])


class FileMissing(FieldsRefused):
    """Neither a file nor an address came with the form."""

    def __init__(self) -> None:
        """Name the field."""
        message = "Choisissez un fichier (CSV, XLSX, XLS, ODS, JSON ou iCalendar), ou donnez l’adresse où il se trouve."
        super().__init__(errors=[FieldError(pointer="/file", code="required", message=message)])


class NoRight(NotAllowed):
    """The structure has a team that is proven its own, and whoever sent the file is not in it."""

    def __init__(self, name: str) -> None:
        """Name the structure and the way out."""
        super().__init__(
            f"« {name} » a une équipe à elle, dont votre compte n’est pas : demandez-lui de vous inviter, ou "
            "d’inscrire elle-même cette manifestation."
        )
