"""What can be wrong with a request about invitations, and with leaving."""

from shared.errors import Conflict, DomainError, NotFound


class InvitationOver(NotFound):
    """Unknown, used, taken back or too old: which of these is nobody's business."""

    code = "invitation-terminee"
    title = "Cette invitation n’est plus valable"

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__(
            "Une invitation sert une seule fois et pendant 14 jours ; celle-ci a servi, a été annulée, ou est trop "
            "ancienne. Demandez-en une nouvelle à la personne qui vous a invité·e."
        )


class InvitedAtAnotherAddress(DomainError):
    """The link was passed on, or its holder signed in with another address."""

    status = 403
    code = "invitation-pour-une-autre-adresse"
    title = "Cette invitation est pour une autre adresse"

    def __init__(self) -> None:
        """Say both ways out, and not the address."""
        super().__init__(
            "Vous n’êtes pas connecté·e avec l’adresse à laquelle cette invitation a été envoyée : connectez-vous avec "
            "elle, ou demandez une invitation à l’adresse de votre compte."
        )


class TooManyInvitations(Conflict):
    """As many wait for an answer as anybody needs."""

    code = "trop-d-invitations"
    title = "Trop d’invitations attendent une réponse"

    def __init__(self, most: int) -> None:
        """Say the way out."""
        super().__init__(f"{most} invitations attendent déjà une réponse : annulez celles qui ne servent plus.")


class LastMember(Conflict):
    """Nobody would look after the team's manifestations any more."""

    code = "dernier-membre"
    title = "Vous êtes la dernière personne de cette équipe"

    def __init__(self, manifestations: int) -> None:
        """Say both ways out."""
        what = "une manifestation n’aurait" if manifestations == 1 else f"{manifestations} manifestations n’auraient"
        super().__init__(
            f"Si vous partez, {what} plus personne pour s’en occuper. Invitez d’abord un collègue et attendez qu’il "
            "accepte, ou confiez-les à la chambre de leur région."
        )


class AlreadyThere(Conflict):
    """The account is where the invitation leads."""

    code = "deja-membre"
    title = "Vous en faites déjà partie"

    def __init__(self, label: str) -> None:
        """Name it."""
        super().__init__(f"Votre compte fait déjà partie de « {label} » : cette invitation n’a rien changé.")
