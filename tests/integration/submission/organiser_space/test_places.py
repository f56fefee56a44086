"""Places that are known, in the form: one's own at once, those of the programme, without script and with it."""

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser

from shared.postgres.database import Database
from tests.integration.http.screen import overflow, screen
from tests.integration.submission.organiser_space.browsing import BROWSER, Page, send, visit
from tests.integration.submission.organiser_space.test_pages import organiser, registered
from tests.integration.submission.places.known import HANGAR, QUAI, SAME, published
from tests.integration.submission.places.test_register import merge, retire
from tests.support.people import sign_in
from tests.support.service import Client, MakeKey
from tests.support.submission import form_fields

__all__ = ["organiser"]

TOKEN = "a-token-of-another-form"
EMPTY = {"place.name": "", "place.address": "", "place.postcode": "", "place.commune": ""}
BEGUN = {**form_fields(_token=TOKEN, title="Une autre matinée"), **EMPTY}


def offered(page: Page) -> list[str]:
    """Return what the buttons of the page would fill in."""
    return page.buttons.get("_lieu", [])


async def search(client: Client, words: str) -> Page:
    return await send(client, "/inscription", {**BEGUN, "_recherche.place": words, "_chercher": "place"})


async def test_ones_own_place_is_offered_at_once_and_fills_the_form_in(organiser: Client) -> None:
    await registered(organiser)
    page = await visit(organiser, "/inscription")
    [button] = offered(page)
    filled = await send(organiser, "/inscription", {**BEGUN, "_lieu": button})

    assert "Le Hangar des possibles (l’un des vôtres)" in page.text
    assert f"/brouillons/{TOKEN}" == filled.path
    assert "Le lieu est rempli ci-dessous" in filled.text
    assert ("Le Hangar des possibles", "3 rue du Canal", "35000", "Rennes") == tuple(
        filled.values[f"place.{name}"] for name in ("name", "address", "postcode", "commune")
    )
    assert "Une autre matinée" == filled.values["title"]


async def test_what_somebody_else_registered_is_offered_once_it_is_published_and_not_before(
    organiser: Client, database: Database, make_key: MakeKey
) -> None:
    await registered(organiser)
    await sign_in(organiser, database, await make_key("organiser"))
    before = [await visit(organiser, "/inscription"), await search(organiser, "hangar")]
    await published(database, HANGAR)
    after = await search(organiser, "hangar")

    assert [[], []] == [offered(page) for page in before]
    assert "Aucun lieu connu ne répond à « hangar »" in before[1].text
    assert 1 == len(offered(after))
    assert "hangar" == after.values["_recherche.place"]


async def test_a_date_gets_a_place_of_its_own(organiser: Client, database: Database) -> None:
    await published(database, QUAI)
    asked = {**BEGUN, "_recherche.occurrences.0.place": "brest", "_chercher": "occurrences.0.place"}
    answer = await organiser.post("/inscription", data=asked, headers=BROWSER, follow_redirects=True)
    found = Page(answer)
    [button] = offered(found)
    filled = await send(organiser, "/inscription", {**found.values, "_lieu": button})

    assert '<details class="more" open>' in answer.text
    assert ("Le Quai", "Brest") == tuple(filled.values[f"occurrences.0.place.{name}"] for name in ("name", "commune"))


async def test_the_one_that_stays_is_offered_also_to_who_used_the_other(organiser: Client, database: Database) -> None:
    address = await registered(organiser, place__name=SAME.name, place__address=SAME.address)
    await published(database, HANGAR, SAME)
    [former] = offered(await visit(organiser, "/inscription"))
    await merge(database, "Le Hangar des possibles", "Hangar des possibles")
    page = await visit(organiser, "/inscription")
    filled = await send(organiser, "/inscription", {**BEGUN, "_lieu": former})
    untouched = await visit(organiser, f"{address}/modifier")

    assert "Le Hangar des possibles (l’un des vôtres)" in page.text
    assert former not in offered(page)
    assert "Le Hangar des possibles" == filled.values["place.name"]
    assert "Hangar des possibles" == untouched.values["place.name"]


async def test_a_place_that_is_there_no_more_is_said_and_nothing_is_lost(organiser: Client) -> None:
    pressed = f"place:{'0' * 8}-0000-0000-0000-{'0' * 12}"
    page = await send(organiser, "/inscription", {**BEGUN, "_lieu": pressed})

    assert (422, "Une autre matinée") == (page.status, page.values["title"])
    assert "Ce lieu n’est plus dans le répertoire" in page.text


async def test_a_retired_place_is_offered_to_nobody_not_even_to_who_used_it(
    organiser: Client, database: Database
) -> None:
    await registered(organiser)
    await published(database, HANGAR)
    [own] = offered(await visit(organiser, "/inscription"))
    await retire(database, HANGAR.name)
    after = [await visit(organiser, "/inscription"), await search(organiser, "hangar")]
    pressed = await send(organiser, "/inscription", {**BEGUN, "_lieu": own})

    assert [[], []] == [offered(page) for page in after]
    assert (422, "") == (pressed.status, pressed.values["place.name"])
    assert "Ce lieu n’est plus dans le répertoire" in pressed.text


async def test_what_nothing_published_names_any_more_fills_in_nothing(organiser: Client, database: Database) -> None:
    only = await published(database, QUAI)
    [button] = offered(await search(organiser, "quai"))
    await published(database, QUAI, manifestation_id=only, version=2, online=False)
    pressed = await send(organiser, "/inscription", {**BEGUN, "_lieu": button})

    assert (422, "") == (pressed.status, pressed.values["place.name"])


async def test_an_amendment_takes_a_place_over_too(organiser: Client, database: Database) -> None:
    await published(database, QUAI)
    address = f"{await registered(organiser)}/modifier"
    form = await visit(organiser, address)
    found = await send(organiser, address, {**form.values, "_recherche.place": "quai", "_chercher": "place"})
    [button] = offered(found)
    filled = await send(organiser, address, {**found.values, "_lieu": button})
    changed = await send(organiser, address, {**filled.values, "_recherche.place": ""})

    assert ("Le Hangar des possibles", "Le Quai") == (found.values["place.name"], filled.values["place.name"])
    assert "Le Quai" in changed.text
    assert changed.path + "/modifier" == address


@pytest.mark.parametrize("width", [375, 1280])
async def test_places_come_up_while_one_types_and_one_press_fills_them_in(
    organiser: Client, database: Database, browser: Browser, width: int
) -> None:
    await published(database, HANGAR, QUAI)
    await send(organiser, "/inscription", {**BEGUN, "_brouillon": "lieu"})
    async with screen(browser, organiser, f"/brouillons/{TOKEN}?etape=lieu", width=width, policy=True) as page:
        await page.locator("#champ-place-connu").fill("quai")
        use = page.get_by_role("button", name="Utiliser ce lieu : Le Quai")
        await use.wait_for()
        results = await Axe().run(page)
        assert [] == [(found["id"], found["nodes"]) for found in results.response["violations"]]
        assert 0 == await overflow(page)
        async with page.expect_navigation():
            await use.click()

        assert "Le Quai" == await page.locator("#champ-place-name").input_value()
        assert await page.get_by_text("Le lieu est rempli ci-dessous").is_visible()
