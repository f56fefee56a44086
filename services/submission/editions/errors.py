"""What may stand in the way of a change to an edition."""

from shared.errors import Conflict


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
