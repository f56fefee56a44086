"""Conditions of writing verified structures."""

from shared.errors import Unavailable


class StructureRecordedMeanwhile(Unavailable):
    """Another process recorded the same new structure at the same moment; a second try finds what it wrote."""

    code = "structure-simultanee"
    title = "Cette structure vient d’être enregistrée"
