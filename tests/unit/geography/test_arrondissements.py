import pytest

from shared.geography import find_commune
from shared.geography.arrondissements import ARRONDISSEMENTS, CITY_OF, city_of, with_arrondissements


def test_every_arrondissement_is_one_that_the_register_of_communes_knows_and_no_other_has_such_a_name() -> None:
    for city, codes in ARRONDISSEMENTS.items():
        whole = find_commune(city)
        parts = [find_commune(code) for code in codes]
        assert whole is not None
        assert [True] * len(codes) == [part is not None and part.name.startswith(whole.name) for part in parts]
        assert {whole.department_code} == {part.department_code for part in parts if part}
    assert 45 == len(CITY_OF)


@pytest.mark.parametrize(("code", "city"), [("69381", "69123"), ("13055", "13055"), ("13119", "13119"), ("x", "x")])
def test_an_arrondissement_is_part_of_its_city_and_all_else_is_itself(code: str, city: str) -> None:
    assert city == city_of(code)


def test_a_city_is_asked_for_with_its_arrondissements_and_an_arrondissement_alone() -> None:
    assert ["69123", "69381", "69382"] == with_arrondissements("69123")[:3]
    assert ["69382"] == with_arrondissements("69382")
