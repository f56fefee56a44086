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


class RoleUnchanged(Conflict):
    """The account has the role already, or another region's, or has it not."""

    code = "role-inchange"
    title = "Le rôle ne change pas"


class LinkUnusable(DomainError):
    """A sign-in link that was used, that is too old, or that nobody was sent."""

    status = 410
    code = "lien-de-connexion-perime"
    title = "Ce lien ne sert plus"
