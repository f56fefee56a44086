"""Conditions of the examination of a manifestation."""

from shared.errors import Conflict, NotFound, Unavailable


class DossierUnknown(NotFound):
    """Nothing was ever submitted under this identifier, or word of it has not arrived yet."""

    code = "dossier-inconnu"
    title = "Dossier inconnu"


class AlreadyWithdrawn(Conflict):
    """The organiser took the manifestation back: there is nothing left to decide."""

    code = "manifestation-retiree"
    title = "La manifestation a été retirée"


class DecidedMeanwhile(Unavailable):
    """Another process opened the same dossier at the same moment; a second try finds what it wrote."""

    code = "decision-simultanee"
    title = "Une autre décision vient d’être prise"


def dossier_unknown() -> DossierUnknown:
    """Say so, with the likely reason: topics are a moment behind."""
    return DossierUnknown(
        "Aucun dossier ne porte cet identifiant. Si la manifestation vient d’être inscrite, réessayez dans quelques "
        "instants."
    )


class NotOnline(Conflict):
    """Readers see nothing of it anyway."""

    code = "pas-en-ligne"
    title = "Cette manifestation n’est pas en ligne"


class NotOffline(Conflict):
    """No chamber took it offline."""

    code = "pas-retiree"
    title = "Cette manifestation n’a pas été retirée du programme"
