"""Conditions of drafts that a page can act on."""

from services.submission.drafts.rules import MOST_DRAFTS, Draft
from shared.errors import Conflict, NotFound


class DraftUnknown(NotFound):
    """No such draft of this account: sent meanwhile, deleted, or somebody else's."""

    code = "brouillon-inconnu"
    title = "Brouillon introuvable"

    def __init__(self) -> None:
        """Say where to look."""
        super().__init__(
            "Ce brouillon n’est pas parmi les vôtres : il a pu être envoyé ou supprimé entre-temps. Vos brouillons et "
            "ce que vous avez envoyé sont dans « Mes manifestations »."
        )


class DraftChanged(Conflict):
    """The draft says something else by now: it was filled in in another window or on another device."""

    code = "brouillon-change"
    title = "Ce brouillon a changé entre-temps"

    def __init__(self, present: Draft) -> None:
        """Keep what it says now."""
        super().__init__("Ce brouillon a été modifié dans une autre fenêtre ou sur un autre appareil.")
        self.present = present


class TooManyDrafts(Conflict):
    """An account has as many drafts as it may."""

    code = "trop-de-brouillons"
    title = "Vous avez trop de brouillons"

    def __init__(self) -> None:
        """Say the way out."""
        super().__init__(
            f"Vous avez déjà {MOST_DRAFTS} brouillons : supprimez dans « Mes manifestations » ceux qui ne servent plus."
        )
