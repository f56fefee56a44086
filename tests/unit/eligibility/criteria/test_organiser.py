"""Who may organise: every legal family, every code that leads astray."""

from dataclasses import replace
from typing import Any

import pytest

from services.eligibility.criteria.facts import Answer, RegisterFacts
from services.eligibility.criteria.legal_categories import BY_CODE, LEGAL_CATEGORIES, Group, label_of
from services.eligibility.criteria.organiser import organiser
from shared.contracts.content import CourtEntry, Organiser
from shared.contracts.eligibility import Reason

ASSOCIATION = RegisterFacts(
    siren="999999014", legal_category="9220", activity="94.99Z", state="A", flagged_ess=True, region_code="52"
)
BY_SIREN = Organiser(name="Les Ateliers du canal", siren="999999014")
BY_SIRET = Organiser(name="Les Ateliers du canal", siret="99999901400015")
BY_RNA = Organiser(name="Les Ateliers du canal", rna="W442000001")
BY_UAI = Organiser(name="École du canal", uai="0350760L")
BY_RNF = Organiser(name="Fondation du canal", rnf="092-FRUP-00061-08")
FLAGS = (True, False, None)
SCHOOL = {"has_school": True, "is_school_asked_for": True}


def judged(answer: Answer = ASSOCIATION, claimed: Organiser = BY_SIREN, **facts: Any) -> Reason:
    if isinstance(answer, RegisterFacts):
        answer = replace(answer, **facts)
    return organiser(claimed, answer)


def codes(*groups: Group) -> list[str]:
    return [category.code for category in LEGAL_CATEGORIES if category.group in groups]


CERTAINLY_OUTSIDE = codes("outside")
BY_GROUP: dict[Group, tuple[str, str]] = {
    "association": ("met", "ess_legal_category"),
    "cooperative": ("met", "ess_legal_category"),
    "mutuelle": ("met", "ess_legal_category"),
    "fondation": ("met", "ess_legal_category"),
    "collectivite": ("met", "collectivite"),
    "collectivite_body": ("met", "collectivite_body"),
    "enseignement": ("met", "teaching_establishment"),
    "association_to_check": ("unknown", "association_to_check"),
    "commercial": ("unknown", "commercial_company"),
    "local_body": ("unknown", "local_public_body"),
    "local_body_if_school": ("unknown", "local_public_body"),
    "enseignement_if_school": ("unknown", "public_body"),
    "public_body": ("unknown", "public_body"),
    "undecided": ("unknown", "legal_category_undecided"),
}


@pytest.mark.parametrize("code", sorted(BY_CODE.keys() - set(CERTAINLY_OUTSIDE)))
def test_a_legal_category_is_judged_by_its_group_whatever_the_flag(code: str) -> None:
    reasons = [judged(legal_category=code, flagged_ess=flag) for flag in FLAGS]

    assert {BY_GROUP[BY_CODE[code].group]} == {(reason.outcome, reason.code) for reason in reasons}
    assert all(label_of(code) in reason.message for reason in reasons)


@pytest.mark.parametrize("code", CERTAINLY_OUTSIDE)
def test_a_legal_category_that_is_none_of_the_three_is_refused_by_name(code: str) -> None:
    reason = judged(legal_category=code, flagged_ess=False)

    assert ("not_met", "not_ess_legal_category") == (reason.outcome, reason.code)
    assert label_of(code) in reason.message


@pytest.mark.parametrize("code", CERTAINLY_OUTSIDE)
@pytest.mark.parametrize("sign", [{"flagged_ess": True}, {"rna": "W442000001"}, {"has_school": True}, {"rnf": "0"}])
def test_where_the_register_contradicts_itself_a_chamber_looks(code: str, sign: dict[str, Any]) -> None:
    reason = judged(legal_category=code, **{"flagged_ess": None, **sign})

    assert ("unknown", "register_contradicts_itself") == (reason.outcome, reason.code)


@pytest.mark.parametrize("code", codes("association", "cooperative", "mutuelle", "collectivite", "enseignement"))
@pytest.mark.parametrize("activity", ["94.11Z", "94.20Y", "84.11Z", "94.12Z", "00.00Z", None])
def test_the_law_takes_a_form_whatever_its_activity(code: str, activity: str | None) -> None:
    assert "met" == judged(legal_category=code, activity=activity).outcome


@pytest.mark.parametrize("code", codes("association", "cooperative", "mutuelle"))
@pytest.mark.parametrize(
    ("activity", "nomenclature"),
    [("94.91Z", "NAFRev2"), ("94.91Y", "NAF2025"), ("94.92Z", "NAFRev2"), ("94.92Y", "NAF2025")],
)
def test_what_worship_and_politics_propose_is_read_by_a_chamber(code: str, activity: str, nomenclature: str) -> None:
    reason = judged(legal_category=code, activity=activity, nomenclature=nomenclature)

    assert ("unknown", "worship_or_politics") == (reason.outcome, reason.code)
    assert activity in reason.message


@pytest.mark.parametrize(
    ("activity", "nomenclature", "why"),
    [
        ("94.91Z", "NAFRev2", "excluded_activity"),
        ("94.91Y", "NAF2025", "excluded_activity"),
        ("94.12Y", "NAF2025", "activity_to_check"),
        ("94.93Z", "NAFRev2", "activity_unlisted"),
        (None, "NAFRev2", "activity_unknown"),
    ],
)
def test_a_foundation_waits_where_its_activity_does_not_tell(activity: str | None, nomenclature: str, why: str) -> None:
    reason = judged(legal_category="9300", activity=activity, nomenclature=nomenclature)

    assert ("unknown", why) == (reason.outcome, reason.code)
    assert activity is None or activity in reason.message


def test_a_fonds_de_dotation_waits_whichever_way_it_shows() -> None:
    named = judged(legal_category="9300", name="FONDS DE DOTATION DU CANAL")
    numbered, foundation = (
        judged(claimed=replace(BY_SIREN, rnf=number), legal_category="9300", rnf=number)
        for number in ("092-FDD-00061-08", "092-FRUP-00061-08")
    )

    assert ["fonds_de_dotation", "fonds_de_dotation"] == [named.code, numbered.code]
    assert ["unknown", "unknown", "met"] == [named.outcome, numbered.outcome, foundation.outcome]


@pytest.mark.parametrize("code", codes("enseignement_if_school", "local_body_if_school"))
@pytest.mark.parametrize("sign", [{"activity": "85.42Z"}, {"has_school": True, "is_school_asked_for": True}])
def test_a_public_body_that_is_a_school_is_eligible(code: str, sign: dict[str, Any]) -> None:
    assert "teaching_establishment" == judged(legal_category=code, **{"activity": "70.22Z", **sign}).code


@pytest.mark.parametrize("code", codes("enseignement_if_school", "local_body_if_school"))
def test_the_school_of_another_establishment_makes_none_of_a_public_body(code: str) -> None:
    reason = judged(legal_category=code, activity="94.11Z", has_school=True)

    assert ("unknown", "school_to_check") == (reason.outcome, reason.code)


def test_a_company_is_a_school_by_its_uai_and_its_activity_together() -> None:
    assert "commercial_company" == judged(legal_category="5710", activity="85.42Z").code
    assert "teaching_establishment" == judged(legal_category="5710", activity="85.42Z", has_school=True).code
    for activity in ("70.22Z", "85.59A", None):
        company = judged(legal_category="5710", activity=activity, has_school=True, is_school_asked_for=True)
        assert ("unknown", "school_to_check") == (company.outcome, company.code)


def test_a_body_of_a_collectivite_is_accepted_and_not_called_one() -> None:
    reason = judged(legal_category="7361")

    assert "sans être lui-même une collectivité" in reason.message


@pytest.mark.parametrize("code", ["5458", "8210", "5710", "7210", "8420"])
def test_a_number_whose_unit_has_ceased_is_refused_with_the_way_out(code: str) -> None:
    reason = judged(legal_category=code, state="C")

    assert ("not_met", "unit_ceased") == (reason.outcome, reason.code)
    assert "corrigez-le" in reason.message


@pytest.mark.parametrize("code", ["9220", "5458", "7210", "7331"])
def test_a_closed_establishment_of_an_active_unit_is_looked_at_and_refuses_nothing(code: str) -> None:
    reason = judged(claimed=BY_SIRET, legal_category=code, establishment_state="F")

    assert ("unknown", "establishment_closed") == (reason.outcome, reason.code)
    assert "F" == reason.facts["etat_administratif_etablissement"]
    assert "met" == judged(claimed=BY_SIRET, legal_category=code, establishment_state="A").outcome


def test_a_closed_establishment_makes_nothing_better() -> None:
    outside = judged(claimed=BY_SIRET, legal_category="8420", flagged_ess=False, establishment_state="F")
    company = judged(claimed=BY_SIRET, legal_category="5710", establishment_state="F")

    assert ["not_ess_legal_category", "commercial_company"] == [outside.code, company.code]


def test_an_establishment_that_the_register_does_not_show_is_looked_at() -> None:
    assert "establishment_unknown" == judged(claimed=BY_SIRET, establishment_state=None).code
    assert "met" == judged(claimed=BY_SIREN, establishment_state=None).outcome


@pytest.mark.parametrize("code", [*(code for code in BY_CODE if code.startswith("92")), "9300", None])
def test_an_association_or_a_foundation_is_never_refused_because_it_left_the_register(code: str | None) -> None:
    reason = judged(legal_category=code, state="C")

    assert ("unknown", "ceased_to_check") == (reason.outcome, reason.code)


def test_what_has_a_rna_number_may_live_on_without_a_siren() -> None:
    assert "ceased_to_check" == judged(legal_category="5195", state="C", rna="W442000001").code
    assert "ceased_to_check" == judged(claimed=BY_RNA, legal_category="5195", state="C").code
    assert "ceased_to_check" == judged(legal_category="5710", state="C", rnf="092-FE-00061-08").code


def test_two_numbers_of_different_structures_are_looked_at() -> None:
    claimed = replace(BY_SIREN, rna="W442000009")

    assert judged(claimed=claimed, rna="W442000001").code == "numbers_disagree"
    assert judged(claimed=claimed, rna=None).outcome == "met"


@pytest.mark.parametrize("known", [None, "092-FE-00061-08"])
def test_a_foundations_number_that_is_not_this_units_is_looked_at(known: str | None) -> None:
    claimed = replace(BY_SIREN, rnf="092-FRUP-00061-08")

    assert "numbers_disagree" == judged(claimed=claimed, legal_category="9300", rnf=known).code


@pytest.mark.parametrize(
    ("number", "why"), [("092-FRUP-00061-08", "foundation_listed"), ("092-FDD-00061-08", "fonds_de_dotation")]
)
def test_a_foundation_that_is_in_no_register_of_companies_is_looked_at(number: str, why: str) -> None:
    listed = RegisterFacts(siren=None, rnf=number, name="FONDATION DU CANAL")

    assert ("unknown", why) == tuple(
        getattr(judged(listed, Organiser(name="Fondation du canal", rnf=number)), part) for part in ("outcome", "code")
    )


def test_an_entry_in_the_register_of_a_court_is_named_to_the_chamber() -> None:
    entry = CourtEntry(court="Sélestat", volume="12", folio="34")
    reason = judged("no_identifier", Organiser(name="Un cercle", court_entry=entry))
    without_folio = judged("no_identifier", Organiser(name="Un cercle", court_entry=replace(entry, folio=None)))

    assert ("unknown", "court_entry") == (reason.outcome, reason.code)
    assert "(tribunal Sélestat, volume 12, folio 34)" in reason.message
    assert ("organiser", {"tribunal": "Sélestat", "volume": "12"}) == (without_folio.criterion, without_folio.facts)
    assert {"tribunal": "Sélestat", "volume": "12", "folio": "34"} == reason.facts


@pytest.mark.parametrize(
    ("claimed", "answer", "why"),
    [
        (BY_SIREN, "not_found", "number_not_found"),
        (BY_RNA, "not_found", "association_plausible"),
        (BY_UAI, "not_found", "school_plausible"),
        (BY_RNF, "not_found", "foundation_not_found"),
        (BY_SIREN, "unavailable", "register_unavailable"),
        (Organiser(name="Un collectif"), "no_identifier", "no_identifier"),
    ],
)
def test_what_no_register_tells_is_never_refused(claimed: Organiser, answer: Answer, why: str) -> None:
    reason = judged(answer, claimed)

    assert ("unknown", why) == (reason.outcome, reason.code)


@pytest.mark.parametrize(
    ("missing", "why"), [({"legal_category": None}, "legal_category_unknown"), ({"state": None}, "state_unknown")]
)
def test_a_value_that_the_register_keeps_to_itself_is_unknown(missing: dict[str, Any], why: str) -> None:
    reason = judged(**missing)

    assert ("unknown", why) == (reason.outcome, reason.code)


def test_a_reason_shows_what_it_rests_on_and_no_number_that_could_be_a_persons() -> None:
    assert {
        "nature_juridique": "9220",
        "activite_principale": "94.99Z",
        "nomenclature_activite": "NAFRev2",
        "etat_administratif": "A",
        "est_ess": "oui",
    } == judged().facts
    assert {"est_uai": "oui", "liste_uai": "oui"}.items() <= judged(
        has_school=True, is_school_asked_for=True
    ).facts.items()


@pytest.mark.parametrize(
    ("claimed", "facts", "why"),
    [
        (BY_SIREN, {"legal_category": "5710", "state": "C"}, "unit_ceased"),
        (BY_SIRET, {"establishment_state": None}, "establishment_unknown"),
        (BY_SIRET, {"establishment_state": "F"}, "establishment_closed"),
        (BY_SIREN, {"legal_category": "7331"}, "teaching_establishment"),
        (BY_UAI, {"legal_category": "5710", "activity": "85.42Z", **SCHOOL}, "teaching_establishment"),
        (BY_SIREN, {"legal_category": "9300", "name": "FONDS DE DOTATION DU CANAL"}, "fonds_de_dotation"),
        (BY_SIREN, {"legal_category": "9300", "activity": None}, "activity_unknown"),
        (BY_SIREN, {"legal_category": "8420", "flagged_ess": True}, "register_contradicts_itself"),
        (BY_SIREN, {"legal_category": "8420", "flagged_ess": False}, "not_ess_legal_category"),
    ],
)
def test_whatever_a_reason_says_it_shows_what_it_rests_on(claimed: Organiser, facts: dict[str, Any], why: str) -> None:
    reason = judged(claimed=claimed, **facts)

    assert why == reason.code
    assert facts.get("legal_category", "9220") == reason.facts["nature_juridique"]


@pytest.mark.parametrize(
    ("code", "family"),
    [("9220", "une association"), ("5458", "une coopérative"), ("8210", "une mutuelle"), ("9300", "une fondation")],
)
def test_a_form_of_the_ess_is_called_by_its_name(code: str, family: str) -> None:
    assert judged(legal_category=code).message.startswith(f"L’organisateur est {family}, donc de l’ESS")


@pytest.mark.parametrize(
    ("activity", "nomenclature", "label"),
    [
        ("94.91Z", "NAFRev2", "« Activités des organisations religieuses », 94.91Z de la NAF rév. 2"),
        ("94.91Y", "NAF2025", "« Activités des organisations religieuses », 94.91Y de la NAF 2025"),
    ],
)
def test_an_activity_is_called_as_its_own_nomenclature_does(activity: str, nomenclature: str, label: str) -> None:
    assert label in judged(legal_category="9300", activity=activity, nomenclature=nomenclature).message


def test_a_nomenclature_is_shown_with_its_activity_alone_and_a_flag_in_a_word() -> None:
    facts = judged(legal_category="9300", activity=None, flagged_ess=False).facts

    assert "nomenclature_activite" not in facts
    assert "non" == facts["est_ess"]
