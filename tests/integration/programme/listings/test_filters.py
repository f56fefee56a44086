"""Each filter keeps what it names, counts say what another value would find, and an empty list leads on."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest
from playwright.async_api import Browser

from services.programme.listings.listing import Filters, Near
from services.programme.listings.tallies import Tallies
from shared.contracts.details import Price
from shared.postgres.database import Database
from tests.integration.http.screen import overflow, screen
from tests.integration.programme.conftest import PARIS_TIME, Site
from tests.integration.programme.listings.test_http import numbers
from tests.integration.programme.site.test_pages import words
from tests.integration.programme.support import decided, enlist_all
from tests.support.builders import RENNES, content, some_id

SATURDAY = datetime(2026, 11, 14, 10, tzinfo=PARIS_TIME)
REDON = replace(RENNES, commune_name="Redon", commune_code="35236", postcode="35600")
ALLAIRE = replace(RENNES, commune_name="Allaire", commune_code="56001", postcode="56350", department_code="56")
FREE, PAID = Price(kind="free"), Price(kind="paid", lowest_cents=500)


def at(number: int, *, days: int = 0, hour: int = 10, structure: int = 0x57, **fields: Any) -> Any:
    starts_at = SATURDAY.replace(hour=hour) + timedelta(days=days)
    shown = content(**{"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=1), **fields})
    decision = decided(some_id(number), 1, content=shown)
    assert decision.published
    return replace(decision, published=replace(decision.published, structure_id=some_id(structure)))


PROGRAMME = (
    at(1, place=REDON, price=FREE, accessibility=("motor",)),
    at(2, place=ALLAIRE, price=FREE, audiences=("families",), hour=15),
    at(3, price=PAID, attendance="mixed", languages=("br", "fr"), hour=19, structure=0x58),
    at(4, days=2, place=None, attendance="online", accessibility=("sign_language", "hearing")),
)
FOUND = {
    "near=Redon": [1, 2],
    "near=35600&within=5": [1],
    "near=Redon&within=100": [1, 2, 3],
    "near=47.652,-2.084": [1, 2],
    "epci=243500741": [1, 2],
    "commune=56001": [2],
    "free=true": [1, 2],
    "audience=families": [2],
    "accessibility=motor": [1],
    "accessibility=any": [1, 4],
    "language=br": [3],
    "online=true": [3, 4],
    "weekend=true": [1, 2, 3],
    "part=morning": [1, 4],
    "part=evening": [3],
    f"organiser={some_id(0x58)}": [3],
    "near=Redon&free=true&accessibility=any&from=2026-11-14&to=2026-11-14": [1],
}


async def test_filters_keep_what_they_name_and_their_total_says_how_much(site: Site) -> None:
    await enlist_all(site.database, *PROGRAMME)

    answers = {query: await site.client.get(f"/manifestations?{query}") for query in FOUND}

    assert {query: numbers(answer) for query, answer in answers.items()} == FOUND
    assert {query: answer.json()["total"] for query, answer in answers.items()} == {
        query: len(found) for query, found in FOUND.items()
    }


@pytest.mark.parametrize(
    ("query", "pointer", "code"),
    [
        ("near=Nulleparville", "/near", "place_unknown"),
        ("near=Mamoudzou", "/near", "place_without_position"),
        ("near=Redon&within=500", "/within", "too_large"),
        ("accessibility=rampe", "/accessibility", "not_in_list"),
        ("part=nuit", "/part", "not_in_list"),
        ("commune=35999", "/commune", "not_in_list"),
    ],
)
async def test_a_filter_that_cannot_be_understood_is_named(site: Site, query: str, pointer: str, code: str) -> None:
    answer = await site.client.get(f"/manifestations?{query}")

    [error] = answer.json()["errors"]
    assert (answer.status_code, error["pointer"], error["code"]) == (422, pointer, code)


async def test_a_value_says_how_much_it_would_find_in_the_place_of_the_one_that_is_set(site: Site) -> None:
    await enlist_all(site.database, *PROGRAMME)

    html = (await site.page("/?department=35&part=morning")).text

    choices = {unescape(text) for text in re.findall(r"<option value=\"[^\"]+\"[^>]*>(.*?)</option>", html)}
    assert {"Ille-et-Vilaine (35) · 1", "Le matin · 1", "Le soir · 1"} <= choices
    assert not any(text.startswith(("L’après-midi", "Finistère")) for text in choices)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"department": "35"},
        {"region": "53", "part": "morning"},
        {"free": True, "weekend": True, "audience": "families"},
        {"theme": "developpement-durable", "first_day": SATURDAY.date(), "last_day": SATURDAY.date()},
        {"near": Near(47.65, -2.08, 20), "ending_after": SATURDAY + timedelta(hours=3), "free": True},
        {"words": "'rennes':*"},
        {"words": "'visite':*", "last_day": SATURDAY.date()},
    ],
)
async def test_every_number_beside_a_choice_is_what_that_choice_finds(
    database: Database, asked: dict[str, Any]
) -> None:
    await enlist_all(database, *PROGRAMME)
    filters, tallies = Filters(edition=2026, **asked), Tallies(database, seconds=0)

    tally = await tallies.tally(filters)

    assert tally.listed == await tallies.total(filters)
    assert tally.listed + tally.ended == await tallies.total(replace(filters, ending_after=None))
    for name, value, number in tally.by_value:
        other: dict[str, Any] = {name: True if value == "true" else value}
        assert (other, number) == (other, await tallies.total(replace(filters, **other)))
    for day, number in tally.by_day:
        on_it = replace(filters, first_day=day, last_day=day, ending_after=None)
        assert (day, number) == (day, await tallies.total(on_it))
    assert tally.by_value


async def test_the_same_list_says_what_it_left_out_only_where_it_did(site: Site) -> None:
    await enlist_all(site.database, *PROGRAMME)
    faulty, sound = [words((await site.page(path)).text) for path in ("/?near=Nulleparville", "/")]

    assert "n’est ni une commune, ni un code postal" in faulty
    assert "n’a pas pu être appliqué" not in sound


async def test_nothing_here_leads_to_what_is_near(site: Site) -> None:
    await enlist_all(site.database, *PROGRAMME)

    html = (await site.page("/?near=Redon&within=5&audience=families&from=2026-11-14&to=2026-11-14")).text

    offered = {
        words(label): unescape(href)
        for href, label in re.findall(r'<li><a href="([^"]+)">(.*?)</a> : ', html.split('class="alternatives"')[1])
    }
    assert next(iter(offered)) == "À 10 km de Redon (35)"
    shown = words((await site.page(offered["À 10 km de Redon (35)"].partition("#")[0])).text)
    assert "1 date" in shown
    assert "Sans le filtre « Familles »" in offered


@pytest.mark.parametrize("asked", ["q=redon", "commune=35236"])
async def test_a_commune_with_nothing_leads_as_far_as_something_is_found(site: Site, asked: str) -> None:
    await enlist_all(site.database, at(1, place=RENNES))

    offered = words((await site.page(f"/?{asked}")).text)

    assert "À 20 km de Redon" not in offered
    assert "À 100 km de Redon (35) : 1 date" in offered


async def test_saturday_free_accessible_around_redon_is_found_on_a_phone(site: Site, browser: Browser) -> None:
    site.clock.now = SATURDAY - timedelta(days=2)
    await enlist_all(site.database, *PROGRAMME)

    async with screen(browser, site.client, "/", width=375, height=812) as page:
        await page.get_by_text("Filtrer ou choisir un jour").click()
        await page.get_by_role("link", name=re.compile("samedi.14 novembre")).click()
        await page.get_by_text("Filtrer ou choisir un jour").click()
        await page.get_by_label("Près de").fill("redon")
        await page.get_by_label("Gratuit").check()
        await page.get_by_label("Accessibilité").select_option("any")
        await page.get_by_role("button", name="Filtrer").click()

        assert await page.locator(".listing h3").count() == 1
        assert [" ".join(chip.split()) for chip in await page.locator(".chip").all_inner_texts()] == [
            "Retirer le filtre À 20 km de Redon (35) ×",
            "Retirer le filtre Gratuit ×",
            "Retirer le filtre Accessible ×",
            "Retirer le filtre le samedi 14 novembre ×",
        ]
        assert await overflow(page) == 0
