"""Which structures a decision verifies, and how they are told; pure."""

from dataclasses import replace
from uuid import NAMESPACE_URL, UUID, uuid5

from services.eligibility.criteria.facts import RegisterFacts, identity_of
from services.eligibility.criteria.organiser import family_of
from services.eligibility.dossiers.dossier import Dossier, NewDecision
from shared.contracts.eligibility import LegalFamily, StructureVerified
from shared.geography import region

FAMILIES_BY_CLASS: dict[str, LegalFamily] = {
    "4": "collectivite",
    "7": "collectivite",
    "5": "commercial",
    "1": "commercial",
}


def is_verified(dossier: Dossier) -> bool:
    """Return True where the organiser's right to take part stands: by the register's facts, or by a chamber's word."""
    chamber = next((reason.outcome for reason in dossier.reasons if reason.criterion == "chamber"), "unknown")
    organiser = next((reason.outcome for reason in dossier.reasons if reason.criterion == "organiser"), "unknown")
    return chamber == "met" or organiser == "met"


def structure_id_of(decision: NewDecision) -> UUID:
    """Return the id, the same by whichever number the structure was given, where the register ties them together."""
    if isinstance(decision.answer, RegisterFacts):
        identity = f"siren:{decision.answer.siren}"
    else:
        identity = identity_of(decision.dossier.manifestation.organiser)
    return uuid5(NAMESPACE_URL, f"urn:mois-ess:structure:{identity}")


def seen_again(known: StructureVerified | None, decision: NewDecision) -> StructureVerified:
    """Return the structure as this decision shows it, on top of what was known; its version is not raised yet.

    Its region is that of its seat, else that of the first manifestation; its themes add up over manifestations.
    """
    manifestation, facts = decision.dossier.manifestation, decision.answer
    seat = facts.region_code if isinstance(facts, RegisterFacts) and region(facts.region_code or "") else None
    if known is None:
        known = StructureVerified(
            structure_id=structure_id_of(decision),
            version=0,
            name=manifestation.organiser.name,
            legal_family=_family(decision),
            region_code=manifestation.region_code,
            themes=(),
            siren=_siren(decision),
            verified_at=decision.dossier.decided_at,
        )
    return replace(
        known,
        name=manifestation.organiser.name,
        legal_family=_family(decision) if isinstance(facts, RegisterFacts) else known.legal_family,
        region_code=seat or known.region_code,
        themes=tuple(sorted({*known.themes, *manifestation.content.themes})),
    )


def _siren(decision: NewDecision) -> str | None:
    if isinstance(decision.answer, RegisterFacts):
        return decision.answer.siren
    organiser = decision.dossier.manifestation.organiser
    return organiser.siren or (organiser.siret or "")[:9] or None


def _family(decision: NewDecision) -> LegalFamily:
    """Return the family, by the register where it tells, else by the kind of number, else the most frequent one.

    A chamber may accept a structure of which no register tells the form; 70 % of organisers are associations.
    """
    if isinstance(decision.answer, RegisterFacts):
        by_class = FAMILIES_BY_CLASS.get((decision.answer.legal_category or " ")[0], "association")
        return family_of(decision.answer) or by_class
    organiser = decision.dossier.manifestation.organiser
    only_uai = organiser.uai and not (organiser.siren or organiser.siret or organiser.rna)
    return "enseignement" if only_uai else "association"
