from dataclasses import replace

import pytest

from services.programme.listings.rules.words import corrected, search_text, text_query
from shared.contracts.details import CoOrganiser
from tests.support.builders import RENNES, content, occurrence, publication

BREST = replace(RENNES, name="Les Ateliers", commune_name="Brest", commune_code="29019", department_code="29")
TITLE, NAMES, REST = 0, 1, 2


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("", ""),
        ("  Économie   SOLIDAIRE ", "'economie':* & 'solidaire':*"),
        ("vélos", "('velos':* | 'velo':*)"),
        ("100%_\\ ':* | !", "'100'"),
        ("l’œuvre", "'l' & 'oeuvre':*"),
        ("St-Brieuc", "'saint':* & 'brieuc':*"),
        ("bd de la Paix, 35000", "'boulevard':* & 'de' & 'la' & 'paix':* & '35000'"),
        ("mot " * 9, " & ".join(["'mot':*"] * 8)),
    ],
)
def test_a_query_becomes_beginnings_of_words_and_whole_numbers(query: str, asked: str) -> None:
    assert text_query(query) == asked


def line(number: int, **fields: object) -> str:
    return search_text(publication(content=content(**fields))).split("\n")[number]


def test_the_title_is_a_line_by_itself() -> None:
    assert line(TITLE, title="Fête de la Ste-Barbe\nà Saint-Étienne") == "fete de la sainte barbe a saint etienne"


@pytest.mark.parametrize(
    "word",
    ["hangar", "3 rue du canal", "35000", "rennes", "ille et vilaine", "bretagne", "ateliers", "brest", "finistere"],
)
def test_every_place_of_a_manifestation_names_it(word: str) -> None:
    assert word in line(NAMES, occurrences=(occurrence(), occurrence(place=BREST)))


def test_a_commune_that_was_merged_into_another_names_what_takes_place_there() -> None:
    merged = replace(RENNES, commune_name="Val-d’Anast", commune_code="35168")

    assert "maure de bretagne" in line(NAMES, place=merged)


def test_who_organises_it_too_names_it() -> None:
    assert "roue libre" in line(NAMES, co_organisers=(CoOrganiser(name="La Roue libre"),))


def test_what_is_online_is_found_by_that_and_named_by_its_region() -> None:
    online: dict[str, object] = {"attendance": "online", "place": None}

    assert "en ligne" in line(REST, **online)
    assert "bretagne" in line(NAMES, **online)
    assert "en ligne" not in line(REST)


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("ressourcrie", "ressourcerie"),
        ("recyclrie Renes", "recyclerie rennes"),
        ("Ressourcerie", None),
        ("ressource", None),
        ("xyz", None),
    ],
)
def test_what_is_written_nearly_like_a_word_of_the_programme_is_corrected(query: str, meant: str | None) -> None:
    assert corrected(query, ["portes ouvertes de la ressourcerie", "recyclerie de rennes"]) == meant
