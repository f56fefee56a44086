"""What a chamber found a structure to be answers the same question for its next manifestations; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from services.eligibility.criteria.facts import Answer, RegisterFacts
from services.eligibility.criteria.organiser import at_establishment
from services.eligibility.criteria.reasons import met
from services.eligibility.dossiers.rules.status import Status, facts_of
from shared.contracts.content import Organiser
from shared.contracts.eligibility import Reason
from shared.french.dates import day

CODE = "recognised_before"
ABOUT_THE_STRUCTURE = frozenset(
    {
        *("commercial_company", "association_to_check", "legal_category_undecided", "legal_category_unknown"),
        *("public_body", "local_public_body", "school_to_check", "fonds_de_dotation", "foundation_listed"),
        *("association_plausible", "school_plausible"),
        *("excluded_activity", "activity_to_check", "activity_unlisted", "activity_unknown"),
    }
)
"""Questions that are about what a structure is, and under a number of its own.

That it may have ceased, that its place is closed or that its numbers disagree is another question each time; one
without a number goes by its name, which others may have too.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """A chamber's yes that holds: what it said of the structure, and of which manifestation."""

    structure_id: UUID
    manifestation_id: UUID
    status: Status


def asks_what_it_is(judged: Iterable[Reason]) -> bool:
    """Return True where a chamber may have answered; most organisers the register itself shows."""
    return not ABOUT_THE_STRUCTURE.isdisjoint([reason.code for reason in judged])


def answered(
    judged: Iterable[Reason], recognition: Recognition | None, claimed: Organiser, answer: Answer
) -> tuple[Reason, ...]:
    """Return the criteria, the one about the organiser answered where a chamber has done so."""
    if recognition is None:
        return tuple(judged)
    closed = at_establishment(claimed, answer) if isinstance(answer, RegisterFacts) else None
    return tuple(
        (closed or _recognised(recognition)) if reason.code in ABOUT_THE_STRUCTURE else reason for reason in judged
    )


def is_recognised(reasons: Iterable[Reason]) -> bool:
    """Return True where the organiser takes part by what a chamber found earlier."""
    return CODE in [reason.code for reason in reasons]


def _recognised(recognition: Recognition) -> Reason:
    message = (
        "Une chambre régionale a déjà reconnu que cette structure peut participer, jusqu’au "
        f"{day(recognition.status.valid_until)} : ce point n’est pas examiné à nouveau."
    )
    facts = {**facts_of(recognition.status), "manifestation_id": str(recognition.manifestation_id)}
    return met("organiser", CODE, message, facts)
