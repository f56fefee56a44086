"""What can be wrong with a request about teams."""

from shared.errors import NotFound


class TeamUnknown(NotFound):
    """No such team, or none that the account is a member of: the two look the same from outside."""

    code = "equipe-inconnue"
    title = "Équipe introuvable"

    def __init__(self) -> None:
        """Say where to look."""
        super().__init__(
            "Aucune de vos équipes ne correspond à cette adresse : retrouvez-les sur la page « Mes équipes », ou "
            "demandez à un collègue de vous y inviter."
        )
