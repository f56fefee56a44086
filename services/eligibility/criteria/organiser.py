"""First criterion: the organiser is of the ESS, or a collectivité, or an establishment of teaching.

Two things refuse by themselves, where the register states them and nothing else in it says the contrary: a legal
category that is certainly none of the three, and a number whose unit has ceased. What is not known, in doubt or
contradictory waits for a chamber. Sources: law of 31 July 2014, article 1, for the forms; INSEE's perimeter
of the ESS for the activities left out; the register's own flag is wrong too often, both ways, to count alone.
"""

from services.eligibility.criteria.activities import is_teaching, label, standing
from services.eligibility.criteria.facts import Answer, RegisterFacts
from services.eligibility.criteria.legal_categories import Group, group_of, label_of
from services.eligibility.criteria.organiser_phrases import PHRASES
from services.eligibility.criteria.reasons import Say, met, not_met, unknown
from shared.contracts.content import Organiser
from shared.contracts.eligibility import LegalFamily, Reason

FORMS_OF_THE_ESS = {
    "association": "une association",
    "cooperative": "une coopérative",
    "mutuelle": "une mutuelle",
    "fondation": "une fondation",
}
SETTLED_BY_GROUP: dict[Group | None, tuple[Say, str]] = {
    "association_to_check": (unknown, "association_to_check"),
    "collectivite": (met, "collectivite"),
    "local_body": (unknown, "local_public_body"),
    "enseignement": (met, "teaching_establishment"),
    "state": (unknown, "public_body"),
    None: (unknown, "legal_category_undecided"),
}
"""Groups for which the legal category alone says what follows."""
FAMILIES: dict[Group, LegalFamily] = {
    "association": "association",
    "association_to_check": "association",
    "cooperative": "cooperative",
    "mutuelle": "mutuelle",
    "fondation": "fondation",
    "collectivite": "collectivite",
    "local_body": "collectivite",
    "enseignement": "enseignement",
}


def organiser(claimed: Organiser, answer: Answer) -> Reason:
    """Judge who organises, on what the register answered."""
    if not isinstance(answer, RegisterFacts):
        return _without_facts(claimed, answer)
    if claimed.rna and answer.rna and claimed.rna != answer.rna:
        return _say(unknown, "numbers_disagree", answer)
    if answer.state != "A":
        return _not_active(claimed, answer)
    return _by_legal_category(answer)


def family_of(facts: RegisterFacts) -> LegalFamily | None:
    """Return the legal family that the register's facts show, None where they show none that takes part."""
    group = group_of(facts.legal_category or "")
    if group == "commercial":
        return "enseignement" if facts.has_school else "commercial"
    if group == "enseignement_if_school":
        return "enseignement" if _is_school(facts) else None
    return FAMILIES.get(group) if group else None


def _without_facts(claimed: Organiser, answer: Answer) -> Reason:
    match answer:
        case "unavailable":
            return _say(unknown, "register_unavailable")
        case "no_identifier":
            return _say(unknown, "no_identifier")
    if claimed.siret or claimed.siren:
        return _say(unknown, "number_not_found")
    return _say(unknown, "association_plausible" if claimed.rna else "school_plausible")


def _not_active(claimed: Organiser, facts: RegisterFacts) -> Reason:
    if facts.state is None:
        return _say(unknown, "state_unknown", facts)
    if not (claimed.siren or claimed.siret):
        # An association lives on by its RNA number after it gave up the SIREN that it had for staff or grants.
        return _say(unknown, "ceased_to_check", facts)
    return _say(not_met, "unit_ceased", facts)


def _by_legal_category(facts: RegisterFacts) -> Reason:
    if facts.legal_category is None:
        return _say(unknown, "legal_category_unknown", facts)
    group = group_of(facts.legal_category)
    if group in SETTLED_BY_GROUP:
        outcome, code = SETTLED_BY_GROUP[group]
        return _say(outcome, code, facts)
    if group in FORMS_OF_THE_ESS:
        return _of_the_ess(facts, FORMS_OF_THE_ESS[group])
    if group == "outside":
        return _outside(facts)
    # An activity alone makes no school of a company: driving and dancing lessons bear codes next to those of schools.
    if facts.has_school or (group == "enseignement_if_school" and _is_school(facts)):
        return _say(met, "teaching_establishment", facts)
    return _say(unknown, "commercial_company" if group == "commercial" else "public_body", facts)


def _of_the_ess(facts: RegisterFacts, family: str) -> Reason:
    """Take its form for proof, unless its activity is outside the perimeter: then a person decides."""
    if facts.activity is None:
        return _say(unknown, "activity_unknown", facts, family=family)
    match standing(facts.activity):
        case "excluded":
            return _say(unknown, "excluded_activity", facts, family=family)
        case "to_check":
            return _say(unknown, "activity_to_check", facts, family=family)
        case "usual":
            return _say(met, "ess_legal_category", facts, family=family)


def _outside(facts: RegisterFacts) -> Reason:
    if facts.flagged_ess or facts.rna or facts.has_school:
        return _say(unknown, "register_contradicts_itself", facts)
    return _say(not_met, "not_ess_legal_category", facts)


def _is_school(facts: RegisterFacts) -> bool:
    return facts.has_school or (facts.activity is not None and is_teaching(facts.activity))


def _say(outcome: Say, code: str, facts: RegisterFacts | None = None, *, family: str = "") -> Reason:
    category = label_of(facts.legal_category) if facts and facts.legal_category else ""
    activity = f"{label(facts.activity)}, {facts.activity}" if facts and facts.activity else ""
    message = PHRASES[code].format(category=category, activity=activity, family=family)
    return outcome("organiser", code, message, _shown(facts) if facts else {})


def _shown(facts: RegisterFacts) -> dict[str, str]:
    """Return what the judgement rests on, under the register's own names; no number, since one may be a person's."""
    values = {
        "nature_juridique": facts.legal_category,
        "activite_principale": facts.activity,
        "nomenclature_activite": facts.nomenclature if facts.activity else None,
        "etat_administratif": facts.state,
        "est_ess": {True: "oui", False: "non", None: None}[facts.flagged_ess],
        "est_uai": "oui" if facts.has_school else None,
    }
    return {name: value for name, value in values.items() if value is not None}
