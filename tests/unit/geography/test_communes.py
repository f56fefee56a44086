import pytest

from shared.geography import (
    communes_named,
    communes_of_postcode,
    department,
    departments,
    find_commune,
    region,
    search_communes,
    successor_of,
)


def names(communes: object) -> list[str]:
    assert isinstance(communes, tuple)
    return [commune.name for commune in communes]


def test_a_commune_is_found_by_its_insee_code_with_department_region_and_postcodes() -> None:
    nantes = find_commune("44109")

    assert nantes is not None
    assert (nantes.name, nantes.department_code, nantes.region_code) == ("Nantes", "44", "52")
    assert nantes.postcodes == ("44000", "44100", "44200", "44300")


@pytest.mark.parametrize("code", ["", "99999", "44000", "nantes", "98901", "01340"])
def test_what_is_no_commune_of_today_is_not_found(code: str) -> None:
    assert find_commune(code) is None


@pytest.mark.parametrize(
    ("code", "department_code", "region_code"),
    [
        ("75111", "75", "11"),
        ("69383", "69", "84"),
        ("13208", "13", "93"),
        ("2A004", "2A", "94"),
        ("97411", "974", "04"),
    ],
)
def test_arrondissements_corsica_and_overseas_belong_to_their_department_and_region(
    code: str, department_code: str, region_code: str
) -> None:
    commune = find_commune(code)

    assert commune is not None
    assert (commune.department_code, commune.region_code) == (department_code, region_code)


def test_a_postcode_lists_all_its_communes_with_the_most_populous_first() -> None:
    assert names(communes_of_postcode("34410")) == ["Sérignan", "Sauvian"]
    assert names(communes_of_postcode("75011")) == ["Paris", "Paris 11e Arrondissement"]
    assert communes_of_postcode("31059") == ()


def test_communes_of_one_name_are_all_given() -> None:
    assert len(communes_named("Sainte-Colombe")) == 12


def test_the_name_of_a_merged_commune_leads_to_the_one_that_took_it_in() -> None:
    assert names(communes_named("arbignieu")) == ["Arboys en Bugey"]


def test_a_former_name_is_suggested_behind_those_of_today() -> None:
    assert names(search_communes("bage la v", 5)) == ["Bâgé-Dommartin"]
    assert names(search_communes("arbign", 5))[-1] == "Arboys en Bugey"


def test_the_code_of_a_merged_commune_leads_to_the_one_that_took_it_in() -> None:
    merged = successor_of("01039")

    assert merged is not None
    assert (merged.name, successor_of("01025"), successor_of("35238")) == ("Culoz-Béon", None, None)


@pytest.mark.parametrize("text", ["", "  ", "-", "?!"])
def test_nothing_typed_suggests_nothing(text: str) -> None:
    assert search_communes(text, 5) == ()
    assert communes_named(text) == ()


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("nan", "Nantes"),
        ("saint-etienne", "Saint-Étienne"),
        ("ST ETIENNE", "Saint-Étienne"),
        ("ste foy les l", "Sainte-Foy-lès-Lyon"),
        ("l'hay", "L’Haÿ-les-Roses"),
        ("villeneuve s/ lot", "Villeneuve-sur-Lot"),
        ("rochelle", "La Rochelle"),
        ("oeuf", "Œuf-en-Ternois"),
        ("paris 11", "Paris 11e Arrondissement"),
        ("bar", "Bar"),
        ("chateau chinon ville", "Château-Chinon (Ville)"),
    ],
)
def test_suggestions_forgive_accents_case_hyphens_and_abbreviations(text: str, first: str) -> None:
    assert search_communes(text, 3)[0].name == first


def test_suggestions_put_beginnings_before_later_words_and_stop_at_the_limit() -> None:
    found = names(search_communes("rochelle", 10))

    assert found == ["La Rochelle", "La Rochelle"]
    assert names(search_communes("nan", 3)) == ["Nantes", "Nancy", "Nanterre"]
    assert search_communes("nan", 0) == ()


def test_every_department_belongs_to_a_region_that_exists() -> None:
    assert [place for place in departments() if region(place.region_code) is None] == []
    assert len(departments()) == 107
    assert department("69").name == "Rhône"  # type: ignore[union-attr]
    assert department("00") is None
