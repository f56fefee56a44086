"""Conditions of this service that its callers can act on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared.errors import Conflict, FieldError, FieldsRefused, NotFound


class ManifestationUnknown(NotFound):
    """No such manifestation, or none that this account may see: the two look the same from outside."""

    code = "manifestation-inconnue"
    title = "Manifestation introuvable"

    def __init__(self) -> None:
        """Say where to look."""
        super().__init__(
            "Aucune manifestation ne correspond à cette adresse parmi celles que votre compte permet de voir : "
            "vérifiez l’adresse, ou retrouvez-la dans la liste de vos manifestations."
        )


class AlreadyWithdrawn(Conflict):
    """A withdrawn manifestation stays as it was; another can be registered in its place."""

    code = "manifestation-retiree"
    title = "Cette manifestation est retirée"

    def __init__(self) -> None:
        """Say the way out."""
        super().__init__(
            "Cette manifestation a été retirée : elle ne peut plus changer. Pour la proposer à nouveau, inscrivez-en "
            "une nouvelle."
        )


class NothingToAppeal(Conflict):
    """Nothing of it is refused as it stands, or the last who may look at it again has done so."""

    code = "rien-a-reexaminer"
    title = "Il n’y a rien à réexaminer"

    def __init__(self) -> None:
        """Say the way out."""
        super().__init__(
            "Cette manifestation n’est pas refusée telle qu’elle est inscrite, ou l’équipe nationale a confirmé son "
            "refus : voyez sur sa page où elle en est. Vous pouvez la modifier, ou écrire à la chambre."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Resembling:
    """One that is registered; of what somebody else has and readers do not see yet, only that it is there."""

    manifestation_id: UUID | None
    title: str | None
    organiser: str | None
    commune: str | None
    """None online."""
    starts_at: datetime
    own: bool
    """Whoever asks may read and change it."""
    online: bool
    """Readers see it."""


class LooksRegistered(Conflict):
    """One or several are registered that a reader would take for the same; whoever knows better says why."""

    code = "manifestation-deja-inscrite"
    title = "Cette manifestation semble déjà inscrite"

    def __init__(self, candidates: Sequence[Resembling]) -> None:
        """Say the two ways out."""
        super().__init__(
            "Une manifestation du même jour, dans la même commune et d’un titre semblable est déjà inscrite "
            "(candidates). Si c’est la même, n’en inscrivez pas une seconde : modifiez la vôtre, ou laissez celle de "
            "l’autre compte. Si c’en est une autre, dites pourquoi dans another_because et renvoyez-la : sa chambre "
            "le lira.",
            members={"candidates": list(candidates)},
        )
        self.candidates = tuple(candidates)


class ExternalIdTaken(Conflict):
    """The same account has a manifestation under this reference that is not withdrawn."""

    code = "reference-deja-inscrite"
    title = "Cette référence est déjà inscrite"

    def __init__(self, external_id: str, manifestation_id: UUID) -> None:
        """Name the manifestation that bears the reference, and where it is."""
        link = f"/manifestations/{manifestation_id}"
        super().__init__(
            f"Votre référence « {external_id} » désigne déjà la manifestation {manifestation_id} : "
            f"lisez-la à l’adresse {link}, et modifiez-la par PUT ou PATCH plutôt que de l’inscrire une seconde fois.",
            errors=[
                FieldError(
                    pointer="/external_id",
                    code="external_id_taken",
                    message=f"Référence déjà inscrite par votre compte : voir {link}.",
                    value=external_id,
                )
            ],
        )
        self.manifestation_id = manifestation_id


class ExternalIdFixed(Conflict):
    """The partner's reference names the manifestation for good."""

    code = "reference-non-modifiable"
    title = "La référence ne change pas"

    def __init__(self, external_id: str, known: str | None) -> None:
        """Name the reference that stands."""
        stands = f"« {known} »" if known else "aucune référence"
        super().__init__(
            f"Cette manifestation porte {stands} depuis son inscription : envoyez la même valeur dans external_id, "
            "ou null pour la laisser telle quelle.",
            errors=[
                FieldError(
                    pointer="/external_id",
                    code="external_id_fixed",
                    message=f"La référence ne peut pas changer ; celle de cette manifestation : {stands}.",
                    value=external_id,
                )
            ],
        )


class ReferenceTaken(Conflict):
    """Whoever takes a manifestation over has another one under the same reference."""

    code = "reference-deja-utilisee"
    title = "Cette référence est déjà celle d’une autre manifestation"

    def __init__(self, external_id: str) -> None:
        """Name the reference and the way out."""
        super().__init__(
            f"Votre compte a déjà une manifestation sous la référence « {external_id} » : retirez-la d’abord, ou "
            "acceptez avec un autre compte."
        )


class PartOfItself(FieldsRefused):
    """A manifestation cannot be the whole that it is part of."""

    def __init__(self, manifestation_id: UUID) -> None:
        """Name the field."""
        super().__init__(
            errors=[
                FieldError(
                    pointer="/parent_id",
                    code="parent_is_itself",
                    message="Une manifestation ne peut pas faire partie d’elle-même : nommez celle qui la contient, ou "
                    "laissez le champ vide.",
                    value=str(manifestation_id),
                )
            ]
        )


class RegistrationNotOpen(Conflict):
    """Registration for the edition begins later."""

    code = "inscriptions-pas-ouvertes"
    title = "Les inscriptions ne sont pas encore ouvertes"

    def __init__(self, edition: int, opens: str) -> None:
        """Say when it begins."""
        super().__init__(
            f"Les inscriptions au Mois de l’ESS {edition} ouvrent le {opens} (heure de Paris) : revenez alors."
        )


class RegistrationClosed(Conflict):
    """Registration for the edition has ended."""

    code = "inscriptions-closes"
    title = "Les inscriptions sont closes"

    def __init__(self, edition: int, closed: str) -> None:
        """Say since when, and what is still possible."""
        super().__init__(
            f"Les inscriptions au Mois de l’ESS {edition} sont closes depuis le {closed} (heure de Paris). Ce qui est "
            "déjà inscrit peut encore être modifié ou retiré."
        )
