"""Conditions of verified structures."""

from shared.errors import NotFound, Unavailable


class StructureUnknown(NotFound):
    """No structure was ever verified under this id."""

    code = "structure-inconnue"
    title = "Structure inconnue"


class StructureRecordedMeanwhile(Unavailable):
    """Another process recorded the same new structure at the same moment; a second try finds what it wrote."""

    code = "structure-simultanee"
    title = "Cette structure vient d’être enregistrée"
