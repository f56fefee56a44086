"""Conditions of the public programme."""

from shared.errors import DomainError, NotFound


class ListingUnknown(NotFound):
    """Nothing was ever published under this identifier."""

    code = "manifestation-inconnue"
    title = "Manifestation inconnue"


class ListingRemoved(DomainError):
    """It was in the programme and no longer is."""

    status = 410
    code = "plus-au-programme"
    title = "Cette manifestation n’est plus au programme"
