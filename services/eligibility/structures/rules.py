"""Which structure a verified organiser is, and how it is told; pure."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from services.eligibility.criteria.facts import Answer, RegisterFacts, identity_of
from services.eligibility.criteria.organiser import family_of
from shared.contracts.content import Organiser
from shared.contracts.eligibility import StructureVerified
from shared.geography import region
from shared.observability.context import Cause

NATURAL_PERSON = "1000"
"""Legal category of sole traders, whose number is personal data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """An organiser whose right to take part was just established, with what is known of it."""

    organiser: Organiser
    answer: Answer
    """What the register says of it."""
    region_code: str | None
    """Of the manifestation."""
    themes: tuple[str, ...]
    decided_at: datetime
    cause: Cause | None
    """The record that led to it; None where the request at hand did."""

    @property
    def structure_id(self) -> UUID:
        """Key of the structure."""
        return structure_id_of(self.organiser, self.answer)


def structure_id_of(organiser: Organiser, answer: Answer) -> UUID:
    """Return the id, the same by whichever number the structure was given, where the register ties them together.

    It is public, and nine digits can be found again by trying them all: a natural person's is made of the name.
    """
    if not isinstance(answer, RegisterFacts):
        identity = identity_of(organiser)
    elif _is_legal_person(answer):
        identity = f"siren:{answer.siren}"
    else:
        identity = identity_of(Organiser(name=organiser.name))
    return uuid5(NAMESPACE_URL, f"urn:mois-ess:structure:{identity}")


def seen_again(known: StructureVerified | None, verification: Verification) -> StructureVerified:
    """Return the structure as this shows it, on top of what was known; its version is not raised yet.

    Its region is that of its seat, else that of the first manifestation; its themes add up over manifestations.
    """
    facts = verification.answer if isinstance(verification.answer, RegisterFacts) else None
    seat = region(facts.region_code or "") if facts else None
    if known is None:
        known = StructureVerified(
            structure_id=verification.structure_id,
            version=0,
            name=verification.organiser.name,
            legal_family=None,
            region_code=verification.region_code,
            themes=(),
            siren=None,
            verified_at=verification.decided_at,
        )
    return replace(
        known,
        name=verification.organiser.name,
        legal_family=family_of(facts) if facts else known.legal_family,
        region_code=seat.code if seat else known.region_code,
        themes=tuple(sorted({*known.themes, *verification.themes})),
        siren=facts.siren if facts and _is_legal_person(facts) else known.siren,
    )


def _is_legal_person(facts: RegisterFacts) -> bool:
    """Return False for a natural person, and where the register does not say."""
    return facts.legal_category not in {None, NATURAL_PERSON}
