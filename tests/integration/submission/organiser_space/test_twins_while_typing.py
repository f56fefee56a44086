"""What looks registered already is shown beside a form that is not finished, with scripts and without."""

import re
from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser

from shared.contracts.submission import MANIFESTATIONS
from shared.postgres.database import Database
from tests.integration.http.screen import overflow, screen
from tests.integration.submission.organiser_space.browsing import BROWSER, send, visit
from tests.integration.submission.organiser_space.test_pages import count, organiser, registered
from tests.support.people import sign_in
from tests.support.service import Client, MakeKey
from tests.support.submission import form_fields

__all__ = ["organiser"]

TOKEN = "a-token-of-another-form"
BEGUN = {
    "_token": TOKEN,
    "title": "Les portes ouvertes de la ressourcerie",
    "attendance": "on_site",
    "occurrences.0.date": "2026-11-14",
    "place.name": "Le Hangar des possibles",
    "place.postcode": "35000",
    "place.commune": "Rennes",
    "_brouillon": "pratique",
}
ASKED = "Déjà inscrite"
DATE, STREET = "occurrences.0.from", "place.address"
PLACE = {"place.postcode": "35000", "place.commune": "Rennes"}
DAY = {"occurrences.0.date": "2026-11-14"}
FURTHER = {STREET: "3 rue du Canal", DATE: "10:00"}
"""What is typed further resembles as much."""


def field(name: str) -> str:
    return f"#champ-{name.replace('.', '-')}"


async def test_a_form_without_hours_description_or_organiser_names_what_resembles_it(organiser: Client) -> None:
    address = await registered(organiser)
    page = await send(organiser, "/inscription", BEGUN)

    assert page.path == f"/brouillons/{TOKEN}"
    assert ASKED in page.text
    assert address in page.links


@pytest.mark.parametrize(
    "change",
    [
        {"title": ""},
        {"title": "Un repair café"},
        {"occurrences.0.date": "2026-11-15"},
        {"occurrences.0.from": "15:00", "occurrences.0.to": "17:00"},
        {"place.postcode": "", "place.commune": ""},
        {"place.postcode": "29200", "place.commune": "Brest"},
    ],
)
async def test_what_says_too_little_or_something_else_resembles_nothing(
    organiser: Client, change: dict[str, Any]
) -> None:
    await registered(organiser)
    page = await send(organiser, "/inscription", {**BEGUN, **change})

    assert page.status == 200
    assert ASKED not in page.text


async def test_whoever_says_that_it_is_another_is_not_asked_again_and_the_chamber_reads_it(
    organiser: Client, database: Database
) -> None:
    await registered(organiser)
    begun = await send(organiser, "/inscription", BEGUN)
    answered = await send(organiser, "/inscription", {**begun.values, STREET: "3 rue du Canal", "_autre": "lieu"})
    sent = await send(organiser, "/inscription", {**answered.values, **form_fields(_token=TOKEN)})

    assert (True, False) == (ASKED in begun.text, ASKED in answered.text)
    assert "3 rue du Canal" == answered.values[STREET]
    assert (True, 2) == (sent.path.startswith("/inscription/"), await count(database))
    async with database.transaction(readonly=True) as tx:
        last = await tx.fetchval("SELECT payload FROM outbox ORDER BY id DESC LIMIT 1")
    assert "n’est pas la même" in str(MANIFESTATIONS.decode(last).another_because)


async def test_what_resembles_the_draft_is_told_with_each_keeping_and_the_same_is_not_told_again(
    organiser: Client,
) -> None:
    address = await registered(organiser)
    there = f"/brouillons/{TOKEN}"
    await organiser.post(there, data={**BEGUN, "_version": "0"}, headers=BROWSER)
    first = await organiser.get(f"{there}/semblables", headers=BROWSER)
    [seen] = re.findall('name="_vus" value="([0-9a-f]+)"', first.text)
    same = await organiser.get(f"{there}/semblables", params={"_vus": seen}, headers=BROWSER)
    await organiser.post(there, data={**BEGUN, "title": "Un repair café", "_version": "1"}, headers=BROWSER)
    gone = await organiser.get(f"{there}/semblables", params={"_vus": seen}, headers=BROWSER)

    assert f'href="{address}"' in first.text
    assert 204 == same.status_code
    assert (200, "") == (gone.status_code, gone.text)


async def test_of_what_somebody_else_has_and_nobody_sees_yet_only_day_and_place_are_told(
    organiser: Client, database: Database, make_key: MakeKey
) -> None:
    address = await registered(organiser)
    await sign_in(organiser, database, await make_key("organiser"))
    page = await visit(organiser, (await send(organiser, "/inscription", BEGUN)).path)

    assert "Rennes : d’un autre organisateur" in page.text
    assert address not in page.links


@pytest.mark.parametrize(
    ("width", "step", "last", "further"),
    [(1280, "", PLACE, STREET), (375, "?etape=lieu", PLACE, STREET), (375, "?etape=dates", DAY, DATE)],
)
async def test_it_comes_up_while_one_types_stays_as_it_is_and_goes_with_one_press(
    organiser: Client, browser: Browser, *, width: int, step: str, last: dict[str, str], further: str
) -> None:
    await registered(organiser)
    await send(organiser, "/inscription", {**BEGUN, **dict.fromkeys(last, "")})
    async with screen(browser, organiser, f"/brouillons/{TOKEN}{step}", width=width) as page:
        for name, value in last.items():
            await page.locator(field(name)).fill(value)
        shown = page.locator("[data-twins]:visible").get_by_text("Déjà inscrite")
        await shown.wait_for()
        found = (await Axe().run(page)).response["violations"]
        assert ([], 0) == ([each["id"] for each in found], await overflow(page))
        async with page.expect_response(lambda answer: "/semblables" in answer.url) as again:
            await page.locator(field(further)).fill(FURTHER[further])
        # What is put in anew takes the focus away, and is read aloud once more.
        assert 204 == (await again.value).status
        async with page.expect_navigation():
            await page.locator("[data-twins]:visible").get_by_role("button", name="Ce n’est pas la même").click()

        assert 0 == await page.get_by_text("Déjà inscrite").count()
        assert "35000" == await page.locator("#champ-place-postcode").input_value()
