"""The list beside a map: drawn by the server without script, by Leaflet with it, and nobody else is asked."""

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from urllib.parse import urlsplit

from litestar.testing import AsyncTestClient
from playwright.async_api import Browser, expect

from services.programme.app import create_app
from services.programme.settings import Settings
from tests.integration.http.screen import screen
from tests.integration.programme.conftest import BROWSER, Site
from tests.integration.programme.listings.test_filters import ALLAIRE, PROGRAMME, REDON, SATURDAY, at
from tests.integration.programme.support import enlist_all

MARKUP = "<img src=x onerror=alert(1)>Un atelier"
TILES = "https://tuiles.example/{z}/{x}/{y}.png"


async def test_the_list_leads_to_the_map_with_its_filters_and_back(site: Site) -> None:
    await enlist_all(site.database, *PROGRAMME)

    listed = unescape((await site.page("/?region=53&free=true")).text)
    on_map = unescape((await site.page("/programme/carte?region=53&free=true")).text)

    assert 'href="/programme/carte?region=53&free=true#liste">Voir sur une carte' in listed
    assert 'href="/?region=53&free=true#liste">Voir la liste seule' in on_map
    assert len(re.findall('class="card listing', on_map)) == 2
    assert "/programme/carte?region=53&commune=35236&free=true#liste" in on_map


async def test_a_map_of_an_archived_edition_stays_readable(site: Site) -> None:
    answer = await site.page("/editions/2026/carte?region=53")

    assert answer.status_code == 200
    assert 'action="/editions/2026/carte#liste"' in answer.text


async def test_without_script_the_drawing_leads_to_what_each_circle_counts(site: Site, browser: Browser) -> None:
    await enlist_all(site.database, *PROGRAMME)

    async with screen(browser, site.client, "/programme/carte", width=375, script=False) as page:
        await page.get_by_label("Bretagne : 4 dates").click()
        # Who lands on an anchor has the focus there once the page is whole.
        await expect(page.get_by_label("Carte : Bretagne")).to_be_visible()
        await page.wait_for_load_state("networkidle")
        await page.get_by_label("Redon (35) : 1 date").press("Enter")
        await expect(page.locator(".listing")).to_have_count(1)
        await expect(page.get_by_text("Voir la liste seule")).to_be_visible()


async def test_with_script_what_the_list_finds_is_on_the_map_by_keyboard_and_as_text(
    site: Site, browser: Browser
) -> None:
    site.clock.now = SATURDAY - timedelta(days=2)
    online = at(3, place=None, attendance="online")
    await enlist_all(site.database, at(1, place=REDON, title=MARKUP), at(2, place=ALLAIRE, days=1), online)
    asked: set[str] = set()

    async with screen(browser, site.client, "/programme/carte?region=53", width=1280, policy=True) as page:
        refused: list[str] = []
        page.on("console", lambda message: refused.append(message.text))
        page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
        await page.reload()
        await expect(page.get_by_role("status")).to_have_text("2 dates sur la carte.")
        await page.get_by_role("button", name=MARKUP).focus()
        await page.keyboard.press("Enter")
        popup = page.locator(".leaflet-popup")
        await expect(popup.get_by_role("link", name=MARKUP)).to_be_visible()
        await expect(popup.get_by_text("samedi 14 novembre")).to_be_visible()
        await expect(popup.get_by_text("Placé au centre de la commune")).to_be_visible()
        assert await popup.locator("img").count() == 0
        await expect(page.locator(".overview")).to_be_hidden()
        await expect(page.get_by_text("1 date en ligne, ou dont le lieu n’est pas connu")).to_be_visible()

    assert (asked, refused) == ({"page.example"}, [])


async def test_too_many_dates_for_a_map_leave_the_drawing_and_say_so(site: Site, browser: Browser) -> None:
    await enlist_all(site.database, *PROGRAMME)

    async with screen(browser, site.client, "/programme/carte", width=375) as page:
        await page.route("**/carte.geojson*", lambda route: route.fulfill(status=422, body="{}"))
        await page.reload()
        await expect(page.get_by_role("status")).to_contain_text("Trop de dates")
        await expect(page.locator(".overview")).to_be_visible()


async def test_only_the_tiles_that_the_settings_name_may_be_shown(site: Site, database_url: str) -> None:
    settings = Settings.model_validate(
        {
            "database_url": database_url,
            "KAFKA_BOOTSTRAP_SERVERS": "127.0.0.1:1",
            "map_tiles": TILES,
            "map_credit": "© les contributeurs d’Exemple",
        }
    )
    plain = (await site.page("/programme/carte")).headers["content-security-policy"]

    async with AsyncTestClient(create_app(settings, "api"), base_url="http://127.0.0.1") as client:
        answer = await client.get("/programme/carte?region=53", headers=BROWSER)

    policy = answer.headers["content-security-policy"]
    assert "img-src 'self' https://tuiles.example" in policy
    assert policy.count("tuiles.example") == 1
    assert (f'data-tiles="{TILES}"' in answer.text, "© les contributeurs d’Exemple" in answer.text) == (True, True)
    assert "tuiles" not in plain
    assert "script-src 'self'" in plain


async def test_a_point_says_whether_it_is_the_place_or_the_middle_of_the_commune(site: Site) -> None:
    placed = replace(REDON, latitude=47.6514, longitude=-2.0839)
    await enlist_all(site.database, at(1, place=placed), at(2, place=ALLAIRE), at(3, place=None, attendance="online"))

    features = (await site.client.get("/programme/carte.geojson")).json()["features"]

    found = {(each["properties"]["precision"], each["geometry"] is None) for each in features}
    assert found == {("place", False), ("commune", False), (None, True)}
