"""Who may organise: every legal family, every code that leads astray."""

from dataclasses import replace
from typing import Any

import pytest

from services.eligibility.criteria.activities import is_teaching
from services.eligibility.criteria.facts import Answer, RegisterFacts
from services.eligibility.criteria.legal_categories import GROUPS, group_of, label_of
from services.eligibility.criteria.organiser import family_of, organiser
from shared.contracts.content import Organiser
from shared.contracts.eligibility import Reason

ASSOCIATION = RegisterFacts(
    siren="999999014", legal_category="9220", activity="94.99Z", state="A", flagged_ess=True, region_code="52"
)
BY_SIREN = Organiser(name="Les Ateliers du canal", siren="999999014")
BY_RNA = Organiser(name="Les Ateliers du canal", rna="W442000001")
BY_UAI = Organiser(name="École du canal", uai="0350760L")


def judged(answer: Answer = ASSOCIATION, claimed: Organiser = BY_SIREN, **facts: Any) -> Reason:
    if isinstance(answer, RegisterFacts):
        answer = replace(answer, **facts)
    return organiser(claimed, answer)


ESS_FORMS = [
    *("9220", "9221", "9222", "9223", "9224", "9230", "9260"),
    "9300",
    *("8210", "8250", "8290", "6411"),
    *("5458", "5558", "5658"),
    *("5443", "5451", "5453", "5454", "5455", "5459", "5460", "5432"),
    *("5543", "5547", "5551", "5552", "5553", "5554", "5555", "5559", "5560", "5532"),
    *("5643", "5647", "5651", "5652", "5653", "5654", "5655", "5659", "5660", "5632"),
    *("5203", "5307", "5309", "6316", "6317", "6318", "6532", "6543", "6551", "6554", "6558", "6560", "5195"),
    *("5191", "5192", "5193", "5194", "6595", "6596", "5196", "6100"),
]
COLLECTIVITES = [
    *("7210", "7220", "7225", "7229", "7230", "7312", "7313", "7314", "7340", "7341", "7342", "7343", "7344", "7345"),
    *("7346", "7347", "7348", "7349", "7351", "7352", "7353", "7354", "7355", "7356", "7357", "7361", "7362", "7367"),
]
TEACHING = ["7331", "7383", "7384", "7190"]
CERTAINLY_OUTSIDE = [
    *("1000", "6220", "8310", "8311", "8410", "8420", "8450", "8470", "8490", "8510", "8520", "9110", "9150"),
]
FOR_THE_CHAMBER = {
    "9210": "association_to_check",
    "9240": "association_to_check",
    "5499": "commercial_company",
    "5599": "commercial_company",
    "5699": "commercial_company",
    "5710": "commercial_company",
    "5800": "commercial_company",
    "5202": "commercial_company",
    "7363": "local_public_body",
    "7366": "local_public_body",
    "7371": "local_public_body",
    "7372": "local_public_body",
    "7373": "local_public_body",
    "7378": "local_public_body",
    "7111": "public_body",
    "7120": "public_body",
    "7171": "public_body",
    "7382": "public_body",
    "7385": "public_body",
    "7379": "public_body",
    "7381": "public_body",
    "7389": "public_body",
    "7410": "public_body",
    "7364": "legal_category_undecided",
    "7470": "legal_category_undecided",
    "9970": "legal_category_undecided",
    "9900": "legal_category_undecided",
    "6540": "legal_category_undecided",
}


@pytest.mark.parametrize("code", ESS_FORMS)
def test_an_ess_form_with_a_usual_activity_is_eligible_whatever_the_flag(code: str) -> None:
    outcomes = {judged(legal_category=code, flagged_ess=flag).outcome for flag in (True, False, None)}

    assert {"met"} == outcomes


@pytest.mark.parametrize("code", COLLECTIVITES)
def test_a_collectivite_is_eligible_though_its_activity_is_public_administration(code: str) -> None:
    reason = judged(legal_category=code, activity="84.11Z", flagged_ess=False)

    assert ("met", "collectivite") == (reason.outcome, reason.code)


@pytest.mark.parametrize("code", TEACHING)
def test_a_public_establishment_of_teaching_is_eligible(code: str) -> None:
    reason = judged(legal_category=code, activity="85.31Z", flagged_ess=None)

    assert ("met", "teaching_establishment") == (reason.outcome, reason.code)


@pytest.mark.parametrize("code", CERTAINLY_OUTSIDE)
def test_a_legal_category_that_is_none_of_the_three_is_refused_by_name(code: str) -> None:
    reason = judged(legal_category=code, flagged_ess=False)

    assert ("not_met", "not_ess_legal_category") == (reason.outcome, reason.code)
    assert label_of(code) in reason.message


@pytest.mark.parametrize("code", CERTAINLY_OUTSIDE)
@pytest.mark.parametrize("sign", [{"flagged_ess": True}, {"rna": "W442000001"}, {"has_school": True}])
def test_where_the_register_contradicts_itself_a_chamber_looks(code: str, sign: dict[str, Any]) -> None:
    reason = judged(legal_category=code, **{"flagged_ess": None, **sign})

    assert ("unknown", "register_contradicts_itself") == (reason.outcome, reason.code)


@pytest.mark.parametrize(("code", "why"), FOR_THE_CHAMBER.items())
def test_what_a_code_alone_cannot_tell_waits_for_a_chamber_whatever_the_flag(code: str, why: str) -> None:
    reasons = [judged(legal_category=code, flagged_ess=flag) for flag in (True, False, None)]

    assert {("unknown", why)} == {(reason.outcome, reason.code) for reason in reasons}


def test_every_code_of_the_table_is_tried_above() -> None:
    tried = {*ESS_FORMS, *COLLECTIVITES, *TEACHING, *CERTAINLY_OUTSIDE, *FOR_THE_CHAMBER}
    state = {"7112", "7113", "7150", "7160", "7172", "7179"}

    assert {code for labels in GROUPS.values() for code in labels} <= tried | state


def test_no_code_stands_in_two_groups() -> None:
    codes = [code for labels in GROUPS.values() for code in labels]

    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("code", ["7349", "7470", "9970"])
def test_a_label_that_speaks_of_cooperation_makes_no_cooperative(code: str) -> None:
    assert group_of(code) != "cooperative"


@pytest.mark.parametrize("activity", ["84.11Z", "84.25Z", "94.11Z", "94.20Z", "94.91Z", "94.92Z", "9491Z"])
def test_an_excluded_activity_is_a_likely_refusal_that_a_chamber_speaks(activity: str) -> None:
    reason = judged(activity=activity)

    assert ("unknown", "excluded_activity") == (reason.outcome, reason.code)
    assert "un refus est probable" in reason.message


def test_professional_organisations_are_looked_at() -> None:
    assert ("unknown", "activity_to_check") == (judged(activity="94.12Z").outcome, judged(activity="94.12Z").code)


@pytest.mark.parametrize("code", ["7379", "7381", "7389", "7410"])
@pytest.mark.parametrize("sign", [{"activity": "85.42Z"}, {"activity": "70.22Z", "has_school": True}])
def test_a_public_body_that_is_a_school_is_eligible(code: str, sign: dict[str, Any]) -> None:
    assert judged(legal_category=code, **sign).code == "teaching_establishment"


@pytest.mark.parametrize("activity", ["85.51Z", "85.53Z", "85.59A", "85.60Z"])
def test_training_and_leisure_make_no_school(activity: str) -> None:
    assert not is_teaching(activity)
    assert judged(legal_category="7389", activity=activity).outcome == "unknown"


def test_a_company_is_a_school_by_its_uai_and_not_by_its_activity_alone() -> None:
    assert judged(legal_category="5710", activity="85.42Z").code == "commercial_company"
    assert judged(legal_category="5710", activity="85.42Z", has_school=True).code == "teaching_establishment"


def test_a_number_whose_unit_has_ceased_is_refused_with_the_way_out() -> None:
    reason = judged(state="C")

    assert ("not_met", "unit_ceased") == (reason.outcome, reason.code)
    assert "numéro RNA" in reason.message


def test_an_association_that_gives_its_rna_number_may_live_on_without_a_siren() -> None:
    assert ("unknown", "ceased_to_check") == (
        judged(claimed=BY_RNA, state="C").outcome,
        judged(claimed=BY_RNA, state="C").code,
    )


def test_two_numbers_of_different_structures_are_looked_at() -> None:
    claimed = replace(BY_SIREN, rna="W442000009")

    assert judged(claimed=claimed, rna="W442000001").code == "numbers_disagree"
    assert judged(claimed=claimed, rna=None).outcome == "met"


@pytest.mark.parametrize(
    ("claimed", "answer", "why"),
    [
        (BY_SIREN, "not_found", "number_not_found"),
        (BY_RNA, "not_found", "association_plausible"),
        (BY_UAI, "not_found", "school_plausible"),
        (BY_SIREN, "unavailable", "register_unavailable"),
        (Organiser(name="Un collectif"), "no_identifier", "no_identifier"),
    ],
)
def test_what_no_register_tells_is_never_refused(claimed: Organiser, answer: Answer, why: str) -> None:
    reason = judged(answer, claimed)

    assert ("unknown", why) == (reason.outcome, reason.code)


@pytest.mark.parametrize(
    ("missing", "why"),
    [
        ({"legal_category": None}, "legal_category_unknown"),
        ({"activity": None}, "activity_unknown"),
        ({"state": None}, "state_unknown"),
    ],
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


@pytest.mark.parametrize(
    ("facts", "family"),
    [
        ({"legal_category": "9220"}, "association"),
        ({"legal_category": "9240"}, "association"),
        ({"legal_category": "5458"}, "cooperative"),
        ({"legal_category": "8210"}, "mutuelle"),
        ({"legal_category": "9300"}, "fondation"),
        ({"legal_category": "5710"}, "commercial"),
        ({"legal_category": "5710", "has_school": True}, "enseignement"),
        ({"legal_category": "7210"}, "collectivite"),
        ({"legal_category": "7373"}, "collectivite"),
        ({"legal_category": "7383"}, "enseignement"),
        ({"legal_category": "7389", "activity": "85.42Z"}, "enseignement"),
        ({"legal_category": "7389"}, None),
        ({"legal_category": "9900"}, None),
        ({"legal_category": None}, None),
    ],
)
def test_the_family_follows_from_the_register(facts: dict[str, Any], family: str | None) -> None:
    assert family == family_of(replace(ASSOCIATION, **facts))
