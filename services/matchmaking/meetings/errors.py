"""Conditions of business meetings."""

from shared.errors import Conflict, NotFound


class MeetingUnknown(NotFound):
    """No meeting under this identifier."""

    code = "rendez-vous-inconnu"
    title = "Rendez-vous inconnu"


class PartyTaken(Conflict):
    """One of the two structures already has a meeting that overlaps this slot, here or elsewhere."""

    code = "structure-deja-prise"
    title = "L’une des deux structures a déjà un rendez-vous à ce moment"


class EveryTableTaken(Conflict):
    """Every table of the slot has its meeting."""

    code = "tables-toutes-prises"
    title = "Toutes les tables de ce créneau sont prises"


class TableJustTaken(Conflict):
    """Another booking took the same table a moment before; the next attempt takes another one."""

    code = "table-prise-entre-temps"
    title = "La table vient d’être prise"


class SlotContested(Conflict):
    """So many bookings want this slot at once that every attempt lost its race."""

    code = "creneau-tres-demande"
    title = "Ce créneau est très demandé en ce moment"


class AlreadyCancelled(Conflict):
    """A meeting is cancelled once."""

    code = "rendez-vous-deja-annule"
    title = "Ce rendez-vous est déjà annulé"
