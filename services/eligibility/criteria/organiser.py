"""First criterion: the organiser is of the ESS, or a collectivité, or an establishment of teaching.

Two things refuse by themselves, where the register states them and nothing else in it says the contrary: a legal
category that is certainly none of the three, and a number whose unit has ceased. The unit decides the legal form; the
establishment that is named, whether it has closed, its region and its UAI. What is not known, in doubt or
contradictory waits for a chamber. Sources: law of 31 July 2014, article 1, for the forms, which it takes whatever their
activity; INSEE's perimeter of the ESS for the activities left out; the register's own flag is wrong too often, both
ways, to count alone.
"""

from services.eligibility.criteria.activities import is_worship_or_politics, label, standing
from services.eligibility.criteria.facts import Answer, RegisterFacts
from services.eligibility.criteria.legal_categories import Group, group_of, label_of
from services.eligibility.criteria.organiser_phrases import PHRASES
from services.eligibility.criteria.reasons import Say, met, not_met, unknown
from services.eligibility.criteria.signs import is_fonds_de_dotation, is_school
from shared.contracts.content import CourtEntry, Organiser
from shared.contracts.eligibility import Reason

FORMS_OF_THE_ESS: dict[Group, str] = {
    "association": "une association",
    "cooperative": "une coopérative",
    "mutuelle": "une mutuelle",
    "fondation": "une fondation",
}
OF_THE_ESS_WHATEVER_THEY_DO: frozenset[Group] = frozenset({"association", "cooperative", "mutuelle"})
"""By law; of worship and of politics a chamber reads what is proposed."""
SETTLED_BY_GROUP: dict[Group, tuple[Say, str]] = {
    "association": (met, "ess_legal_category"),
    "cooperative": (met, "ess_legal_category"),
    "mutuelle": (met, "ess_legal_category"),
    "association_to_check": (unknown, "association_to_check"),
    "collectivite": (met, "collectivite"),
    "collectivite_body": (met, "collectivite_body"),
    "local_body": (unknown, "local_public_body"),
    "enseignement": (met, "teaching_establishment"),
    "public_body": (unknown, "public_body"),
    "undecided": (unknown, "legal_category_undecided"),
}
"""Groups for which the legal category alone says what follows."""
UNLESS_A_SCHOOL: dict[Group, str] = {
    "commercial": "commercial_company",
    "enseignement_if_school": "public_body",
    "local_body_if_school": "local_public_body",
}
"""Groups that take part as schools only, as far as the register tells."""
WAITS_FOR_A_CHAMBER = {
    "excluded": "excluded_activity",
    "to_check": "activity_to_check",
    "unlisted": "activity_unlisted",
}
ASSOCIATIONS = "92"
"""Legal categories that begin so are associations, or near them."""


def organiser(claimed: Organiser, answer: Answer) -> Reason:
    """Judge who organises, on what the register answered."""
    if not isinstance(answer, RegisterFacts):
        return _without_facts(claimed, answer)
    if answer.siren is None:
        return _listed_only(answer)
    if (claimed.rna and answer.rna and claimed.rna != answer.rna) or (claimed.rnf and claimed.rnf != answer.rnf):
        return _say(unknown, "numbers_disagree", answer)
    if answer.state != "A":
        return _not_active(claimed, answer)
    by_form = _by_legal_category(answer)
    return at_establishment(claimed, answer) or by_form if by_form.outcome == "met" else by_form


def _without_facts(claimed: Organiser, answer: Answer) -> Reason:
    match answer:
        case "unavailable":
            return _say(unknown, "register_unavailable")
        case "no_identifier":
            return _at_a_court(claimed.court_entry) if claimed.court_entry else _say(unknown, "no_identifier")
    if claimed.siret or claimed.siren:
        return _say(unknown, "number_not_found")
    if claimed.rna:
        return _say(unknown, "association_plausible")
    return _say(unknown, "school_plausible" if claimed.uai else "foundation_not_found")


def _at_a_court(entry: CourtEntry) -> Reason:
    """Name the entry that a chamber can ask for: no public register can be asked about it."""
    shown = {"tribunal": entry.court, "volume": entry.volume} | ({"folio": entry.folio} if entry.folio else {})
    message = PHRASES["court_entry"].format(entry=", ".join(f"{name} {value}" for name, value in shown.items()))
    return unknown("organiser", "court_entry", message, shown)


def _listed_only(foundation: RegisterFacts) -> Reason:
    """Leave a foundation that has no SIREN to the chamber: nothing says whether it is active."""
    return _say(unknown, "fonds_de_dotation" if is_fonds_de_dotation(foundation) else "foundation_listed", foundation)


def _not_active(claimed: Organiser, facts: RegisterFacts) -> Reason:
    if facts.state is None:
        return _say(unknown, "state_unknown", facts)
    if not (claimed.siren or claimed.siret) or _may_live_on(facts):
        return _say(unknown, "ceased_to_check", facts)
    return _say(not_met, "unit_ceased", facts)


def _may_live_on(facts: RegisterFacts) -> bool:
    """Return True for associations and foundations: they leave that register with their last employee, and live on."""
    category = facts.legal_category
    return bool(
        facts.rna or facts.rnf or not category or category.startswith(ASSOCIATIONS) or group_of(category) == "fondation"
    )


def at_establishment(claimed: Organiser, facts: RegisterFacts) -> Reason | None:
    """Return what keeps an active unit from taking part by the establishment that it names; None where nothing does.

    It refuses nothing: a structure that moves closes one establishment and opens the next under the same SIREN.
    """
    if facts.establishment_state == "F":
        return _say(unknown, "establishment_closed", facts)
    if claimed.siret and facts.establishment_state is None:
        return _say(unknown, "establishment_unknown", facts)
    return None


def _by_legal_category(facts: RegisterFacts) -> Reason:
    if facts.legal_category is None:
        return _say(unknown, "legal_category_unknown", facts)
    group = group_of(facts.legal_category)
    if settled := _settled(group, facts):
        return _say(*settled, facts)
    if group == "fondation":
        return _foundation(facts)
    if group == "outside":
        return _outside(facts)
    if is_school(facts):
        return _say(met, "teaching_establishment", facts)
    return _say(unknown, "school_to_check" if facts.has_school else UNLESS_A_SCHOOL[group], facts)


def _settled(group: Group, facts: RegisterFacts) -> tuple[Say, str] | None:
    if group in OF_THE_ESS_WHATEVER_THEY_DO and facts.activity and is_worship_or_politics(facts.activity):
        return unknown, "worship_or_politics"
    return SETTLED_BY_GROUP.get(group)


def _foundation(facts: RegisterFacts) -> Reason:
    """Take its form for proof, unless it looks like a fonds de dotation or its activity is outside the perimeter."""
    if is_fonds_de_dotation(facts):
        return _say(unknown, "fonds_de_dotation", facts)
    if facts.activity is None:
        return _say(unknown, "activity_unknown", facts)
    waits = WAITS_FOR_A_CHAMBER.get(standing(facts.activity, facts.nomenclature))
    return _say(unknown, waits, facts) if waits else _say(met, "ess_legal_category", facts)


def _outside(facts: RegisterFacts) -> Reason:
    if facts.flagged_ess or facts.rna or facts.rnf or facts.has_school:
        return _say(unknown, "register_contradicts_itself", facts)
    return _say(not_met, "not_ess_legal_category", facts)


def _say(outcome: Say, code: str, facts: RegisterFacts | None = None) -> Reason:
    category = facts.legal_category if facts else None
    message = PHRASES[code].format(
        category=label_of(category) if category else "",
        activity=label(facts.activity, facts.nomenclature) if facts and facts.activity else "",
        family=FORMS_OF_THE_ESS.get(group_of(category), "") if category else "",
    )
    return outcome("organiser", code, message, _shown(facts) if facts else {})


def _shown(facts: RegisterFacts) -> dict[str, str]:
    """Return what the judgement rests on, under the register's own names; no number, since one may be a person's."""
    values = {
        "nature_juridique": facts.legal_category,
        "activite_principale": facts.activity,
        "nomenclature_activite": facts.nomenclature if facts.activity else None,
        "etat_administratif": facts.state,
        "etat_administratif_etablissement": facts.establishment_state,
        "est_ess": {True: "oui", False: "non", None: None}[facts.flagged_ess],
        "est_uai": "oui" if facts.has_school else None,
        "liste_uai": "oui" if facts.is_school_asked_for else None,
    }
    return {name: value for name, value in values.items() if value is not None}
