"""Conditions of work at a desk."""

from shared.errors import Conflict, NotFound


class DecidedBySomebody(Conflict):
    """Somebody else has decided on it within the last seconds."""

    code = "decision-deja-prise"
    title = "Une autre décision vient d’être prise"


class RulingUnknown(NotFound):
    """Nobody decided under this identifier, or somebody else did."""

    code = "decision-inconnue"
    title = "Décision inconnue"


class TooLateToUndo(Conflict):
    """It was told, or undone before."""

    code = "annulation-trop-tardive"
    title = "Il est trop tard pour annuler"


class NothingInCommon(Conflict):
    """No question is open in all of the dossiers that were picked."""

    code = "rien-en-commun"
    title = "Ces dossiers n’ont rien à décider ensemble"


class TooManyViews(Conflict):
    """Somebody has given names to as many filters as there may be."""

    code = "trop-de-vues"
    title = "Il n’y a plus de place pour une vue"
