"""Conditions of the public programme and of its print snapshots."""

from shared.errors import Conflict, DomainError, NotFound


class ListingUnknown(NotFound):
    """Nothing was ever published under this identifier."""

    code = "manifestation-inconnue"
    title = "Manifestation inconnue"


class ListingRemoved(DomainError):
    """It was in the programme and no longer is."""

    status = 410
    code = "manifestation-retiree"
    title = "Cette manifestation n’est plus au programme"


class SnapshotUnknown(NotFound):
    """No print snapshot under this identifier."""

    code = "releve-inconnu"
    title = "Relevé pour impression inconnu"


class HistoryIncomplete(Conflict):
    """The topic no longer holds every record that the snapshot was made of: it can be read, not replayed."""

    code = "historique-incomplet"
    title = "L’historique ne permet plus de rejouer ce relevé"


class CutOvertaken(Conflict):
    """Other cuts of the same region kept coming first."""

    code = "releves-simultanes"
    title = "Plusieurs relevés de cette région ont lieu en même temps"
