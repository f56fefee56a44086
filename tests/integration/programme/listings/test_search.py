"""What people type finds what they mean."""

import re
from dataclasses import replace
from html import unescape
from typing import Any

import pytest

from services.programme.listings.store import words
from tests.integration.programme.conftest import Site
from tests.integration.programme.listings.test_http import at, numbers
from tests.integration.programme.site.test_pages import words as read
from tests.integration.programme.support import enlist_all
from tests.support.builders import RENNES

SAINT_BRIEUC: dict[str, Any] = {
    "place": replace(
        RENNES,
        name="Maison Ste-Anne",
        address="12 boulevard Clemenceau",
        commune_name="Saint-Brieuc",
        commune_code="22278",
        department_code="22",
        postcode="22000",
    )
}
ANAST: dict[str, Any] = {"place": replace(RENNES, commune_name="Val-d’Anast", commune_code="35168", postcode="35330")}
PROGRAMME = (
    at(1, days=1, title="Réparer son vélo", description="On y parle de coopératives."),
    at(2, title="Visite", description="Une coopérative de vélos ouvre ses portes.", **SAINT_BRIEUC),
    at(3, days=2, title="L’économie sociale et solidaire", description="Un débat.", **ANAST),
)
FOUND = {
    "35000": [1],
    "St-Brieuc": [2],
    "st brieuc": [2],
    "22000": [2],
    "2200": [],
    "bd clemenceau": [2],
    "sainte anne": [2],
    "maure de bretagne": [3],
    "economies solidaires": [3],
    "l’économie": [3],
    "COOPÉRATIVES": [2, 1],
    "coop": [2, 1],
    "vélo": [1, 2],
    "velos reparer": [1],
    "rennes velo": [1],
    "'; DROP & | !": [],
}


async def test_what_people_type_finds_what_they_mean_titles_and_names_before_texts(site: Site) -> None:
    await enlist_all(site.database, *PROGRAMME)

    answers = {query: await site.client.get("/manifestations", params={"q": query}) for query in FOUND}

    assert {query: numbers(answer) for query, answer in answers.items()} == FOUND
    assert {query: answer.json()["total"] for query, answer in answers.items()} == {
        query: len(found) for query, found in FOUND.items()
    }


@pytest.mark.parametrize("few", [words.FEW, 4, 0])
async def test_pages_go_on_from_titles_to_texts_however_many_have_the_words(
    site: Site, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(words, "FEW", few)
    await enlist_all(site.database, *PROGRAMME, *(at(n, days=-1, description="Un vélo.") for n in range(4, 8)))
    seen: list[int] = []
    cursor: dict[str, str] | None = {}
    while cursor is not None:
        answer = await site.client.get("/manifestations", params={"q": "velo", "limit": 2, **cursor})
        seen += numbers(answer)
        cursor = {"cursor": answer.json()["next"]} if answer.json()["next"] else None

    assert seen == [1, 4, 5, 6, 7, 2]
    html = (await site.page("/?q=velo")).text
    headings = [unescape(text) for text in re.findall(r'<h2 class="day-heading">(.*?)</h2>', html)]
    assert [("dans le texte" in heading) for heading in headings] == [False, True, True]


async def test_words_that_are_not_written_so_lead_to_those_that_are(site: Site) -> None:
    await enlist_all(site.database, *PROGRAMME)

    wrong, place = [(await site.page(path)).text for path in ("/?q=reparrer+velo", "/?q=35600")]

    assert "Avec « reparer velo » : 1 date" in read(wrong)
    assert "Rien ne correspond" in read(place)
    assert "À 20 km de Redon" not in read(place)
    assert "À 50 km de Redon (35) : 1 date" in read(place)


async def test_a_commune_that_is_typed_as_a_word_is_offered_with_what_is_around_it(site: Site) -> None:
    await enlist_all(site.database, *PROGRAMME)

    assert "À 20 km de Cesson-Sévigné (35) : 1 date" in read((await site.page("/?q=cesson+sevigne")).text)
