"""Finding on real screens: axe has nothing serious to say, nothing sticks out, and the first page is light."""

import gzip
from datetime import timedelta

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser

from tests.integration.http.screen import overflow, screen
from tests.integration.programme.conftest import Site
from tests.integration.programme.listings.test_filters import PROGRAMME, SATURDAY, at
from tests.integration.programme.site.test_collective_programme import EVENING, FESTIVAL, SUNDAY, WHOLE
from tests.integration.programme.support import enlist_all
from tests.support.builders import OCCURRENCE, some_id

SERIOUS = {"serious", "critical"}
LIGHT = 60 * 1024
"""Bytes, compressed: page, style sheet, script, pictures and fonts."""
WATCH_SHIFTS = """
    window.shifts = []
    new PerformanceObserver(list => { for (const entry of list.getEntries()) window.shifts.push(entry.value) })
        .observe({ type: 'layout-shift', buffered: true })
    """
PAGES = {
    "list": "/",
    "search": "/?q=ressourcerie&near=Redon&within=50&free=true&accessibility=any",
    "nothing": "/?near=Redon&within=5&audience=families&from=2026-11-14&to=2026-11-14",
    "map": "/programme/carte?region=53",
    "own programme": "/mon-programme",
    "manifestation": f"/programme/{some_id(1)}",
    "collective programme": f"/programme/{WHOLE}",
    "versions": "/programme/versions",
    "version": "/programme/nouveautes?since=2026-10-12",
}


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
async def test_every_page_fits_and_axe_finds_nothing_serious(
    site: Site, browser: Browser, width: int, scheme: str
) -> None:
    site.clock.now = SATURDAY - timedelta(days=2)
    await enlist_all(site.database, *PROGRAMME, FESTIVAL, EVENING, SUNDAY)
    for number in (1, 2):
        chosen = {"manifestation": str(some_id(number)), "date": str(OCCURRENCE.occurrence_id)}
        await site.client.post("/mon-programme/ajouter", data=chosen, headers={"Sec-Fetch-Site": "same-origin"})
    found: dict[str, object] = {}
    for name, path in PAGES.items():
        async with screen(browser, site.client, path, width=width) as page:
            await page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            if tools := await page.query_selector(".programme-tools"):
                await tools.evaluate("each => each.open = true")
            results = (await Axe().run(page)).response
            serious = [
                (rule["id"], node["html"][:200])
                for rule in results["violations"]
                if rule["impact"] in SERIOUS
                for node in rule["nodes"]
            ]
            found[name] = (serious, await overflow(page))

    assert found == dict.fromkeys(PAGES, ([], 0.0))


async def test_the_first_page_is_light(site: Site, browser: Browser) -> None:
    site.clock.now = SATURDAY - timedelta(days=2)
    await enlist_all(site.database, *(at(number, title=f"Numéro {number}") for number in range(60)))
    weights: dict[str, int] = {}

    async with screen(browser, site.client, "/regions/53", width=375) as page:
        page.on("response", lambda answer: weights.update({answer.url: 0}))
        await page.reload()
        await page.wait_for_load_state("networkidle")
    for url in weights:
        path = url.removeprefix("https://page.example")
        body = (await site.client.get(path, headers={"Accept": "*/*" if "/assets/" in path else "text/html"})).content
        weights[url] = len(body) if path.endswith(".woff2") else len(gzip.compress(body, 6))

    assert {path.rpartition("/")[2] for path in weights} >= {"site.css", "atkinson-fr.woff2", "literata-700-fr.woff2"}
    assert not any("latin" in path or "htmx" in path for path in weights)
    assert sum(weights.values()) < LIGHT, weights


async def test_nothing_on_the_first_page_moves_once_it_is_there(site: Site, browser: Browser) -> None:
    site.clock.now = SATURDAY - timedelta(days=2)
    await enlist_all(site.database, *(at(number, title=f"Numéro {number}") for number in range(60)))

    async with screen(browser, site.client, "/", width=375) as page:
        await page.add_init_script(WATCH_SHIFTS)
        await page.reload()
        await page.wait_for_load_state("networkidle")
        await page.evaluate("document.fonts.ready")
        assert await page.evaluate("window.shifts") == []
