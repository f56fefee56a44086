"""The legal family of an organiser that takes part, told only where the register shows it."""

from services.eligibility.criteria.facts import RegisterFacts
from services.eligibility.criteria.legal_categories import Group, group_of
from services.eligibility.criteria.signs import is_fonds_de_dotation, is_school
from shared.contracts.eligibility import LegalFamily

FAMILIES: dict[Group, LegalFamily] = {
    "association": "association",
    "cooperative": "cooperative",
    "mutuelle": "mutuelle",
    "commercial": "commercial",
    "collectivite": "collectivite",
    "enseignement": "enseignement",
}
"""A body of a collectivité is none itself, no more than a ministère or a hospital is; a GIE is no association."""
MAY_BE_A_SCHOOL = frozenset({"commercial", "enseignement_if_school", "local_body_if_school"})


def family_of(facts: RegisterFacts) -> LegalFamily | None:
    """Return the family, None where the register's facts show none."""
    group = group_of(facts.legal_category or "")
    if group in MAY_BE_A_SCHOOL and is_school(facts):
        return "enseignement"
    if group == "fondation":
        return None if is_fonds_de_dotation(facts) else "fondation"
    return FAMILIES.get(group)
