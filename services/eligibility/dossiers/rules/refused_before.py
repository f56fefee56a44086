"""Whether a manifestation is one that a chamber refused, registered again; pure."""

from collections.abc import Sequence
from uuid import UUID

from services.eligibility.criteria.reasons import unknown
from services.eligibility.dossiers.rules.dossier import Refusal
from services.eligibility.dossiers.rules.when_and_where import days
from services.eligibility.dossiers.rules.wording import same_wording
from shared.contracts.content import Content
from shared.contracts.eligibility import Reason
from shared.contracts.submission import ManifestationChanged

CODE = "refused_before"


def undone_refusal(
    manifestation: ManifestationChanged, structure_id: UUID, refusals: Sequence[Refusal]
) -> Refusal | None:
    """Return the refusal that an automatic yes would undo.

    It is of another manifestation of the same edition: of the same structure, with the title, the description, or a
    day and commune of this one, since who answers a refusal by writing otherwise is read again; or of the same account
    in another's name, with both texts, since whoever registers for many has many of one kind.
    """
    return next((refusal for refusal in refusals if _is_the_same(manifestation, structure_id, refusal)), None)


def refused_before(refusal: Refusal) -> Reason:
    """Say that it goes to the chamber, and which dossier holds the refusal."""
    message = (
        f"La chambre régionale a déjà refusé une manifestation semblable du même organisateur "
        f"(« {refusal.manifestation.content.title} ») : elle examinera celle-ci."
    )
    return unknown("chamber", CODE, message, {"manifestation_id": str(refusal.manifestation.manifestation_id)})


def refused_dossier(reasons: Sequence[Reason]) -> UUID | None:
    """Return which dossier holds the refusal that stands beside these reasons."""
    return next((UUID(each.facts["manifestation_id"]) for each in reasons if each.code == CODE), None)


def _is_the_same(manifestation: ManifestationChanged, structure_id: UUID, refusal: Refusal) -> bool:
    refused = refusal.manifestation
    if refused.manifestation_id == manifestation.manifestation_id or refused.edition != manifestation.edition:
        return False
    title, description, day = _alike(refused.content, manifestation.content)
    if refusal.structure_id == structure_id:
        return title or description or day
    return refused.owner == manifestation.owner and title and description


def _alike(refused: Content, content: Content) -> tuple[bool, bool, bool]:
    """Return whether both have the same title, the same description, and a day and commune in common."""
    return (
        same_wording(refused.title, content.title),
        same_wording(refused.description, content.description),
        not days(refused).isdisjoint(days(content)),
    )
