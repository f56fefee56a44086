"""The table of legal categories: whole, official, and grouped as the law and the State's lists say."""

import pytest

from services.eligibility.criteria.legal_categories import BY_CODE, LEGAL_CATEGORIES, group_of, label_of

PUBLISHED = 260
"""As many as the register publishes; all of them are here, under their official label."""


def codes(group: str) -> set[str]:
    return {category.code for category in LEGAL_CATEGORIES if category.group == group}


def test_all_categories_that_the_register_publishes_are_here_once() -> None:
    assert (PUBLISHED, PUBLISHED) == (len(LEGAL_CATEGORIES), len(BY_CODE))
    assert all(len(code) == len("9220") and code.isdecimal() for code in BY_CODE)


def test_each_has_a_label_in_plain_french_typography_and_a_reason_for_its_group() -> None:
    for category in LEGAL_CATEGORIES:
        assert category.label == " ".join(category.label.split())
        assert not set(category.label) & set("'|&;_")
        assert category.why.endswith(".")


def test_only_what_is_certainly_outside_refuses_by_itself() -> None:
    assert {"1000", "8410", "8420", "8450", "8470", "8490", "8520", "9110", "9150"} == codes("outside")


def test_forms_of_the_ess_are_those_of_the_law() -> None:
    assert {"9220", "9221", "9222", "9223", "9230", "9260"} == codes("association")
    assert {"8210", "8250", "8290", "6411"} == codes("mutuelle")
    assert {"9300"} == codes("fondation")
    sica = {"5432", "5532", "5632", "6532"}
    scop = {"5458", "5558", "5658"}
    banks = {"5191", "5192", "5193", "5194", "5196", "6100", "6595", "6596"}
    assert sica | scop | banks | {"5195", "6316", "6317", "6318", "5560", "6560"} <= codes("cooperative")
    assert all(
        "coopérati" in BY_CODE[code].label.casefold()
        for code in codes("cooperative") - sica - banks - {"5459"} - {"5559", "5659"}
    )


@pytest.mark.parametrize("code", ["7349", "7470", "9970"])
def test_a_label_that_speaks_of_cooperation_makes_no_cooperative(code: str) -> None:
    assert group_of(code) != "cooperative"


@pytest.mark.parametrize("code", ["9224", "7321", "7322", "7323", "9150"])
def test_the_word_association_makes_none(code: str) -> None:
    assert group_of(code) != "association"


def test_public_law_is_told_apart() -> None:
    assert {"7361", "7362", "7367"} == codes("collectivite_body")
    assert {"7363", "7371", "7372", "7378", "4140", "4150"} == codes("local_body")
    assert {"7366", "7373"} == codes("local_body_if_school")
    assert {"7190", "7331", "7383", "7384"} == codes("enseignement")
    assert {"7379", "7381", "7389", "7410"} == codes("enseignement_if_school")
    others = {"4110", "4120", "4130", "4160", "7364", "7365", "7430", "7450", "7490", "7321", "7322", "7323"}
    assert others <= codes("public_body")


@pytest.mark.parametrize("code", ["6220", "8140", "8310", "8311", "8510", "9224", "9900", "6540", "7470", "9970"])
def test_what_nobody_has_settled_is_left_to_a_chamber(code: str) -> None:
    assert "undecided" == group_of(code)


def test_a_code_that_the_list_does_not_have_yet_is_undecided_or_a_company() -> None:
    assert ("undecided", "commercial") == (group_of("9999"), group_of("5999"))
    assert "9999" == label_of("9999")


def test_people_read_the_official_label() -> None:
    assert "« Office public d’habitation à loyer modéré (OPHLM) » (7371)" == label_of("7371")
