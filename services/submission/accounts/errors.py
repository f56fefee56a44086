"""What can be wrong with a request about accounts."""

from shared.errors import Conflict, DomainError, NotFound


class AccountUnknown(NotFound):
    """Nobody has this address."""

    code = "compte-inconnu"
    title = "Compte inconnu"


class KeyUnknown(NotFound):
    """No key that still opens something has this identifier."""

    code = "cle-inconnue"
    title = "Clé inconnue"


class TooManyKeys(Conflict):
    """As many as anybody needs."""

    code = "trop-de-cles"
    title = "Ce compte a déjà beaucoup de clés"

    def __init__(self, most: int) -> None:
        """Say the way out."""
        super().__init__(f"{most} clés sont déjà ouvertes : révoquez d’abord celles qui ne servent plus.")


class RoleUnchanged(Conflict):
    """The account has the role already, or another region's, or has it not."""

    code = "role-inchange"
    title = "Le rôle ne change pas"


class LinkUnusable(DomainError):
    """A sign-in link that was used, that is too old, or that nobody was sent."""

    status = 410
    code = "lien-de-connexion-perime"
    title = "Ce lien ne sert plus"
