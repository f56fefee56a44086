from dataclasses import replace

import pytest

from services.programme.listings.rules.words import search_patterns, search_text, words_of
from shared.contracts.content import Content
from shared.contracts.details import CoOrganiser
from tests.support.builders import RENNES, content, occurrence, publication

BREST = replace(RENNES, name="Les Ateliers", commune_name="Brest", commune_code="29019", department_code="29")


@pytest.mark.parametrize(
    ("query", "patterns"),
    [
        ("", []),
        ("  Économie   SOLIDAIRE ", ["% economie%", "% solidaire%"]),
        ("ateliers", ["% atelier%"]),
        ("prix bus", ["% prix%", "% bus%"]),
        ("100%_\\", ["% 100%"]),
        ("l’œuvre", ["% l%", "% oeuvre%"]),
    ],
)
def test_a_query_becomes_beginnings_of_words(query: str, patterns: list[str]) -> None:
    assert search_patterns(query) == patterns


def test_searched_text_has_a_space_before_each_word() -> None:
    assert search_text(["Saint-Étienne", "L’Atelier"]) == " saint etienne l atelier"


def found_by(shown: Content, word: str) -> bool:
    return f" {word}" in search_text(words_of(publication(content=shown)))


@pytest.mark.parametrize("word", ["hangar", "rennes", "ille et vilaine", "bretagne", "ateliers", "brest", "finistere"])
def test_every_place_of_a_manifestation_finds_it(word: str) -> None:
    assert found_by(content(occurrences=(occurrence(), occurrence(place=BREST))), word)


@pytest.mark.parametrize("word", ["en ligne", "bretagne"])
def test_what_is_online_is_found_by_that_and_by_its_region(word: str) -> None:
    assert found_by(content(attendance="online", place=None), word)


def test_who_organises_it_too_finds_it() -> None:
    assert found_by(content(co_organisers=(CoOrganiser(name="La Roue libre"),)), "roue libre")


def test_what_happens_on_site_is_not_found_as_online() -> None:
    assert not found_by(content(), "en ligne")
