"""What can be wrong with a request about the register of places."""

from shared.errors import Conflict, NotFound


class PlaceUnknown(NotFound):
    """There is none, or it is of another chamber's region."""

    code = "lieu-inconnu"
    title = "Ce lieu n’est pas dans le répertoire"

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__(
            "Aucun lieu de votre région ne porte cet identifiant : il a pu être fusionné avec un autre. Cherchez-le "
            "par son nom dans le répertoire."
        )


class PlaceChanged(Conflict):
    """Somebody else of the chamber was first."""

    code = "lieu-modifie"
    title = "Ce lieu a changé entre-temps"

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__("Quelqu’un d’autre l’a modifié ou fusionné : rouvrez sa page, puis recommencez.")


class NothingToMerge(Conflict):
    """Fewer than two are left to choose from."""

    code = "rien-a-fusionner"
    title = "Cochez au moins deux lieux"

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__("Une fusion réunit au moins deux lieux du répertoire : cochez-les dans la liste.")
