"""Conditions of print snapshots."""

from shared.errors import Conflict, NotFound


class SnapshotUnknown(NotFound):
    """No print snapshot under this identifier."""

    code = "releve-inconnu"
    title = "Relevé pour impression inconnu"


class HistoryIncomplete(Conflict):
    """The topic no longer holds every record that the snapshot was made of: it can be read, not replayed."""

    code = "historique-incomplet"
    title = "L’historique ne permet plus de rejouer ce relevé"


class CanonicalFormUnknown(Conflict):
    """The snapshot's bytes follow rules that this release does not have."""

    code = "forme-canonique-inconnue"
    title = "La forme de ce relevé n’est pas connue ici"


class CutOvertaken(Conflict):
    """Other cuts of the same region kept coming first."""

    code = "releves-simultanes"
    title = "Plusieurs relevés de cette région ont lieu en même temps"
