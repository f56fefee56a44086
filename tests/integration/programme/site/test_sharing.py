"""What a manifestation's page offers to pass it on, with script and without, and where a reader is who wants that."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

from playwright.async_api import Browser, expect

from tests.integration.http.screen import screen
from tests.integration.programme.conftest import Site
from tests.integration.programme.listings.test_filters import PROGRAMME, SATURDAY
from tests.integration.programme.support import enlist_all
from tests.support.builders import some_id

ONE = f"/programme/{some_id(1)}"
REDON = (47.651234, -2.084321)
SHARED = "window.shared = []; navigator.share = async (what) => { window.shared.push(what); };"
COPIED = "Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (t) => { window.copied = t; } } });"


async def test_without_script_there_are_a_short_address_and_a_mail_that_is_written(
    site: Site, browser: Browser
) -> None:
    await enlist_all(site.database, *PROGRAMME)

    async with screen(browser, site.client, ONE, width=375, script=False) as page:
        part = page.get_by_role("region", name="Partager")
        address = await part.locator(".short-address").get_attribute("href")
        mail = urlsplit(str(await part.get_by_role("link", name="Envoyer par courriel").get_attribute("href")))
        buttons = await part.get_by_role("button").count()

    assert address
    assert re.fullmatch(r"https://programme\.example/m/[2-9A-K]{5}", address)
    assert (mail.scheme, mail.path, buttons) == ("mailto", "", 0)
    written = parse_qs(mail.query)
    assert written["subject"] == ["Portes ouvertes de la ressourcerie"]
    assert written["body"][0].split("\r\n")[-1] == address
    assert "Samedi\xa014 novembre 2026" in written["body"][0]


async def test_with_script_the_address_is_copied_or_handed_to_what_the_device_shares_with(
    site: Site, browser: Browser
) -> None:
    await enlist_all(site.database, *PROGRAMME)

    async with screen(browser, site.client, ONE, width=375, policy=True) as page:
        await page.add_init_script(SHARED + COPIED)
        await page.reload()
        await page.get_by_role("button", name="Copier l’adresse").click()
        await expect(page.get_by_text("Adresse copiée.")).to_be_visible()
        await page.get_by_role("button", name="Partager…").click()
        copied, [shared] = await page.evaluate("[window.copied, window.shared]")

    assert shared["url"] == copied
    assert shared["title"] == "Portes ouvertes de la ressourcerie"


async def test_a_reader_looks_around_where_the_browser_says_and_a_kilometre_is_all_that_is_told(
    site: Site, browser: Browser
) -> None:
    site.clock.now = SATURDAY - timedelta(days=2)
    await enlist_all(site.database, *PROGRAMME)

    async with screen(browser, site.client, "/", width=375, policy=True, position=REDON) as page:
        await page.get_by_text("Filtrer ou choisir un jour").click()
        await page.get_by_role("button", name="Autour de ma position").click()
        await expect(page.get_by_label("Filtres appliqués")).to_contain_text("votre position")
        asked = parse_qs(urlsplit(page.url).query)
        found = await page.locator(".listing").count()

    assert (asked["near"], found) == (["47.65,-2.08"], 2)


async def test_a_browser_that_does_not_say_where_it_is_leaves_a_way_out(site: Site, browser: Browser) -> None:
    async with screen(browser, site.client, "/", width=375, policy=True) as page:
        await page.get_by_text("Filtrer ou choisir un jour").click()
        await page.get_by_role("button", name="Autour de ma position").click()
        await expect(page.get_by_text("écrivez une commune ou un code postal")).to_be_visible()
    async with screen(browser, site.client, "/", width=375, script=False) as page:
        await page.get_by_text("Filtrer ou choisir un jour").click()
        without = await page.get_by_text("Autour de ma position").is_visible()

    assert not without


async def test_only_pages_with_the_list_may_ask_where_somebody_is(site: Site) -> None:
    await enlist_all(site.database, *PROGRAMME)
    paths = ("/", "/programme/carte", "/regions/53", ONE, "/mon-programme", "/programme/nouveautes")

    told = {path: (await site.page(path)).headers["permissions-policy"] for path in paths}

    assert [path for path, said in told.items() if "geolocation=(self)" in said] == [*paths[:3]]
    assert all("geolocation=()" in told[path] for path in paths[3:])
