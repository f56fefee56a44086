"""Conditions of verified structures."""

from shared.errors import NotFound, Unavailable


class StructureUnknown(NotFound):
    """No structure was ever verified under this id."""

    code = "structure-inconnue"
    title = "Structure inconnue"


class TieUnknown(NotFound):
    """The account speaks for the structure no more, or never did."""

    code = "lien-inconnu"
    title = "Aucun lien à retirer"


class StructureRecordedMeanwhile(Unavailable):
    """Another process recorded the same new structure at the same moment; a second try finds what it wrote."""

    code = "structure-simultanee"
    title = "Cette structure vient d’être enregistrée"
