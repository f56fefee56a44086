"""What is proposed while somebody types: links that lead there, and nothing that the page would need."""

from html import unescape

from playwright.async_api import Browser, expect

from tests.integration.http.screen import screen
from tests.integration.programme.conftest import BROWSER, Site
from tests.integration.programme.listings.test_filters import REDON, at
from tests.integration.programme.support import enlist_all
from tests.support.builders import some_id

PROGRAMME = (
    at(1, title="Atelier vélo"),
    at(2, title="Redonner vie aux objets", place=REDON),
    at(3, title="Un débat"),
)


async def proposed(site: Site, query: str, path: str = "/programme/suggestions") -> str:
    answer = await site.client.get(f"{path}?{query}", headers=BROWSER)
    assert answer.status_code == 200
    return unescape(answer.text)


async def test_communes_organisers_and_titles_are_proposed_by_the_beginnings_of_their_words(site: Site) -> None:
    await enlist_all(site.database, *PROGRAMME)

    redon = await proposed(site, "q=redon")
    organiser = await proposed(site, "q=ressour")
    titles = await proposed(site, "q=vel")

    assert '<a href="/?near=Redon%20%2835%29&within=20#liste">Redon (35)</a>' in redon
    assert f'<a href="/programme/{some_id(2)}">Redonner vie aux objets</a>' in redon
    assert f'<a href="/organisateurs/{some_id(0x57)}">La Ressourcerie du canal</a>' in organiser
    assert f'<a href="/programme/{some_id(1)}">Atelier vélo</a>' in titles
    assert "Un débat" not in titles


async def test_a_letter_or_nothing_proposes_nothing_and_a_postcode_proposes_its_communes(site: Site) -> None:
    await enlist_all(site.database, *PROGRAMME)

    assert (await proposed(site, "q=a")).strip() == ""
    assert (await proposed(site, "")).strip() == ""
    assert "Redon (35)" in await proposed(site, "q=35600")
    assert 'value="Redon (35)"' in await proposed(site, "near=redo", "/programme/suggestions/communes")


async def test_somebody_who_types_on_a_telephone_is_led_there_and_htmx_comes_only_then(
    site: Site, browser: Browser
) -> None:
    await enlist_all(site.database, *PROGRAMME)
    asked: list[str] = []

    async with screen(browser, site.client, "/", width=375, policy=True) as page:
        refused: list[str] = []
        page.on("console", lambda message: refused.append(message.text))
        page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
        await page.reload()
        await page.get_by_text("Filtrer ou choisir un jour").click()
        before = "htmx.js" in asked
        await page.get_by_label("Mot-clé").press_sequentially("vel")
        await page.get_by_role("link", name="Atelier vélo").and_(page.locator(".suggestions a")).click()
        await expect(page.get_by_role("heading", name="Atelier vélo")).to_be_visible()

    assert (before, "htmx.js" in asked, refused) == (False, True, [])
