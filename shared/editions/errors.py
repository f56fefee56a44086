"""What there is to say of an edition that is not there, or not open."""

from shared.errors import Conflict, NotFound, Unavailable


class EditionUnknown(NotFound):
    """There is no edition of this year."""

    code = "edition-inconnue"
    title = "Édition inconnue"

    def __init__(self, year: int) -> None:
        """Name the year."""
        super().__init__(f"Il n’y a pas d’édition {year} : vérifiez l’année.")


class NoEditionYet(Unavailable):
    """This service has heard of no edition yet, as in the first second of a platform."""

    code = "edition-pas-encore-connue"
    title = "Édition pas encore connue"

    def __init__(self) -> None:
        """Ask for patience."""
        super().__init__(
            "Ce service ne connaît encore aucune édition du Mois de l’ESS : réessayez dans quelques secondes.",
            retry_after_seconds=2,
        )


class EditionArchived(Conflict):
    """An archived edition is readable and closed for writing."""

    code = "edition-archivee"
    title = "Édition archivée"

    def __init__(self, year: int) -> None:
        """Say what is left."""
        super().__init__(
            f"L’édition {year} est archivée : elle se lit, et plus rien ne s’y inscrit ni ne s’y modifie. En cas "
            "d’erreur, adressez-vous à l’équipe nationale."
        )


class EditionNotOpen(Conflict):
    """An edition in preparation takes nothing yet."""

    code = "edition-pas-ouverte"
    title = "Édition pas encore ouverte"

    def __init__(self, year: int) -> None:
        """Name the year."""
        super().__init__(f"L’édition {year} est en préparation : on y inscrira dès son ouverture.")
