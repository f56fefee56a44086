"""Why a sign-in by a provider did not come to its end; a person can always ask for a link by mail instead."""

from shared.errors import DomainError, NotFound, Unavailable

OTHER_WAY = "ou demandez un lien de connexion par courriel."


class AnswerRefused(Exception):
    """Something that a provider sent does not hold; ``reason`` is a stable word for the log, not for people."""

    def __init__(self, reason: str) -> None:
        """Keep the reason."""
        super().__init__(reason)
        self.reason = reason


class ProviderUnknown(NotFound):
    """No provider of that name is in the operator's file."""

    code = "fournisseur-inconnu"
    title = "Fournisseur d’identité inconnu"

    def __init__(self) -> None:
        """Say where to begin."""
        super().__init__(
            "Aucun fournisseur d’identité ne porte ce nom : repartez de la page « Connexion », qui les liste tous."
        )


class ProviderSilent(Unavailable):
    """It gave no answer that could be used; trying again later is right."""

    code = "fournisseur-muet"
    title = "Le fournisseur d’identité ne répond pas"

    def __init__(self, label: str) -> None:
        """Name it."""
        super().__init__(
            f"{label} ne répond pas pour l’instant : réessayez dans quelques minutes, {OTHER_WAY}",
            retry_after_seconds=60,
        )


class ProviderContradicts(DomainError):
    """Its answer does not hold: wrongly signed, for somebody else, out of date, or for another sign-in."""

    status = 502
    code = "reponse-du-fournisseur-refusee"
    title = "La réponse du fournisseur d’identité n’est pas valable"

    def __init__(self, label: str) -> None:
        """Name it; what is wrong with it is in the log, and would be of use only to whoever forged it."""
        super().__init__(
            f"La réponse de {label} n’a pas pu être vérifiée, vous n’êtes donc pas connecté·e : recommencez, "
            f"{OTHER_WAY}"
        )


class SignInOver(DomainError):
    """This sign-in is unknown here: too old, finished before, begun in another browser or at another provider."""

    status = 400
    code = "connexion-expiree"
    title = "Cette connexion a expiré ou a déjà servi"

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__(
            "Une connexion se termine dans le navigateur où elle a commencé, en une fois et en dix minutes au plus : "
            f"repartez de la page « Connexion », {OTHER_WAY}"
        )


class SignInDeclined(DomainError):
    """The person, or the provider on their behalf, said no."""

    status = 400
    code = "connexion-abandonnee"
    title = "La connexion n’a pas abouti"

    def __init__(self, label: str) -> None:
        """Name who said no."""
        super().__init__(
            f"{label} n’a pas confirmé votre identité (connexion annulée ou refusée) : recommencez, {OTHER_WAY}"
        )


class AddressNotVouchedFor(DomainError):
    """Without an address that the provider answers for, an account would be whoever claims its address."""

    status = 403
    code = "adresse-non-confirmee"
    title = "Votre adresse n’est pas confirmée"

    def __init__(self, label: str) -> None:
        """Say both ways out."""
        super().__init__(
            f"{label} ne nous transmet pas d’adresse de courriel confirmée : confirmez-la chez ce fournisseur, "
            f"{OTHER_WAY}"
        )
