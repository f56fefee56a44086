"""Conditions of the structures that may take part."""

from shared.errors import DomainError, NotFound


class StructureUnknown(NotFound):
    """No structure was ever heard of under this identifier."""

    code = "structure-inconnue"
    title = "Structure inconnue"


class StructureGone(DomainError):
    """It was verified once and no longer is."""

    status = 410
    code = "structure-retiree"
    title = "Cette structure n’est plus reconnue"
