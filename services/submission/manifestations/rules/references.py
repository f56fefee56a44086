"""Why what a partner sends under its reference cannot be taken."""

from shared.errors import Conflict, FieldError, FieldsRefused, NotFound


class ReferenceUnknown(NotFound):
    """Nothing was ever registered by this account under this reference."""

    code = "reference-inconnue"
    title = "Référence inconnue"

    def __init__(self, reference: str) -> None:
        """Name the reference."""
        super().__init__(
            f"Votre compte n’a inscrit aucune manifestation sous la référence « {reference} » à l’édition en cours : "
            "vérifiez-la, ou retrouvez la liste de vos manifestations par GET /manifestations?mine."
        )


class ReferenceDisagrees(FieldsRefused):
    """The body names another reference than the one under which it was sent."""

    def __init__(self, said: str, reference: str) -> None:
        """Name both."""
        super().__init__(
            errors=[
                FieldError(
                    pointer="/external_id",
                    code="external_id_disagrees",
                    message=f"Le corps dit « {said[:80]} », et il est envoyé sous la référence « {reference} » : "
                    "retirez external_id, ou écrivez-y la même.",
                    value=said[:200],
                )
            ]
        )


class ReferenceTwice(FieldsRefused):
    """Two items of one request under the same reference: which of them holds, nobody knows."""

    def __init__(self, reference: str, first: int) -> None:
        """Name the other one."""
        super().__init__(
            errors=[
                FieldError(
                    pointer="/reference",
                    code="reference_twice",
                    message=f"La référence « {reference} » est déjà celle de l’élément n° {first + 1} de cet envoi : "
                    "donnez à chaque manifestation la sienne.",
                    value=reference,
                )
            ]
        )


class WithdrawnElsewhere(Conflict):
    """A chamber or a colleague took it back: sending it again every night must not bring it back."""

    code = "retiree-par-d-autres"
    title = "Cette manifestation a été retirée sur la plateforme"

    def __init__(self, reference: str) -> None:
        """Say what to do in either case."""
        super().__init__(
            f"La manifestation « {reference} » a été retirée par sa chambre ou par son équipe : retirez-la aussi de "
            "vos envois. Si elle a tout de même lieu, inscrivez-la de nouveau par POST /manifestations."
        )


class GivenAway(Conflict):
    """It is a team's now, and the account that registered it is not in it."""

    code = "manifestation-confiee"
    title = "Cette manifestation est suivie par une autre équipe"

    def __init__(self, reference: str) -> None:
        """Say who may change it."""
        super().__init__(
            f"La manifestation « {reference} » est désormais suivie par l’équipe de sa structure, dont votre compte "
            "ne fait pas partie : demandez-lui de la modifier, ou de vous inviter."
        )


class ReferenceBusy(Conflict):
    """Others changed it again and again between being read and being written."""

    code = "reference-en-cours-de-changement"
    title = "Cette manifestation change en ce moment"

    def __init__(self, reference: str) -> None:
        """Ask for patience."""
        super().__init__(
            f"La manifestation « {reference} » ne cesse de changer en ce moment : renvoyez-la dans quelques secondes.",
            retry_after_seconds=2,
        )
