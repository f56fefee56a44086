"""The form and the public list in a real browser, without script, by keyboard's order, and checked by axe."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Locator, Page

from moisess.demo.access import ORGANISER
from moisess.demo.platform import Platform
from services.submission.accounts.links import draw_link
from services.submission.accounts.rules import link_address
from shared.postgres.database import Database
from tests.e2e.steps import listed, submit

SERIOUS = {"serious", "critical"}


@pytest.fixture
async def page(browser: Browser) -> AsyncIterator[Page]:
    """Give a page whose own scripts are off: everything must work without."""
    context = await browser.new_context(
        java_script_enabled=False, locale="fr-FR", viewport={"width": 1280, "height": 900}
    )
    yield await context.new_page()
    await context.close()


async def test_a_manifestation_is_registered_corrected_and_found_in_the_list(
    page: Page, platform: Platform, whole_environment: dict[str, str]
) -> None:
    await sign_in(page, platform, whole_environment)
    await follow(page, page.get_by_role("button", name="Envoyer l’inscription"))
    assert "Erreur" in await page.title()
    assert "true" == await page.get_by_label("Titre", exact=True).get_attribute("aria-invalid")

    await fill(page)
    await follow(page, page.get_by_role("button", name="Envoyer l’inscription"))
    # Days on end are asked about, whenever this test runs.
    assert "À confirmer" in await page.title()
    await follow(page, page.get_by_role("button", name="C’est bien cela : inscrire la manifestation"))

    manifestation_id = page.url.split("/inscription/")[1].split("?")[0]
    listing = await listed(platform, manifestation_id)
    await page.goto(f"{platform.urls['programme']}/?q=lavoir&passees=1")
    await follow(page, page.get_by_role("link", name="Veillée au lavoir"))
    assert listing["url"] == page.url
    assert "Veillée au lavoir" in await page.get_by_role("heading", level=1).inner_text()


@pytest.mark.parametrize("width", [1280, 320])
async def test_axe_finds_nothing_serious_on_form_list_and_page(
    browser: Browser, platform: Platform, whole_environment: dict[str, str], width: int
) -> None:
    await listed(platform, await submit(platform, title="Veillée au lavoir"))
    context = await browser.new_context(locale="fr-FR", viewport={"width": width, "height": 900}, bypass_csp=True)
    page = await context.new_page()
    await sign_in(page, platform, whole_environment)
    await serious_findings_are_none(page)
    await follow(page, page.get_by_role("button", name="Envoyer l’inscription"))
    await serious_findings_are_none(page)
    for address in (f"{platform.urls['submission']}/mes-manifestations", f"{platform.urls['programme']}/?passees=1"):
        await page.goto(address)
        await serious_findings_are_none(page)
        assert width >= await page.evaluate("document.documentElement.scrollWidth")
    await follow(page, page.get_by_role("main").get_by_role("article").first.get_by_role("link").first)
    await serious_findings_are_none(page)
    await context.close()


async def sign_in(page: Page, platform: Platform, environment: Mapping[str, str]) -> None:
    database = Database(environment["SUBMISSION_DATABASE_URL"], max_size=1)
    async with database.transaction() as tx:
        token = await draw_link(tx, email=ORGANISER)
    await database.close()
    await page.goto(link_address(platform.urls["submission"], token))
    await follow(page, page.get_by_role("main").get_by_role("button"))
    await page.goto(f"{platform.urls['submission']}/inscription#envoi")


async def follow(page: Page, control: Locator) -> None:
    """Click what leads to another page, and wait for the whole of it: a click alone returns when it has only begun."""
    async with page.expect_navigation():
        await control.click()


async def fill(page: Page) -> None:
    await page.get_by_label("Titre", exact=True).fill("Veillée au lavoir")
    await page.get_by_label("Description", exact=True).fill(
        "Contes et soupe partagée, au bord de l’eau, pour petits et grands."
    )
    await page.get_by_label("Format").select_option("rendez-vous-festif")
    await page.get_by_label("Engagement citoyen").check()
    await page.locator("input[name=open_to_all][value=true]").check()
    await page.get_by_label("Date", exact=True).fill("2026-11-20")
    await page.get_by_label("Début", exact=True).fill("19:00")
    await page.get_by_label("Fin", exact=True).fill("21:30")
    await page.get_by_text("Plusieurs jours de suite, précision").click()
    await page.get_by_label("Dernier jour").fill("2026-11-25")
    await page.get_by_label("Nom du lieu", exact=True).fill("Le lavoir")
    await page.get_by_label("Adresse", exact=True).fill("2 rue des Lavandières")
    await page.get_by_label("Code postal", exact=True).fill("35000")
    await page.get_by_label("Commune", exact=True).fill("Rennes")
    await page.get_by_label("Nom de la structure").fill("La Fabrique des communs de l’Ouest")
    await page.get_by_label("Numéro SIREN ou SIRET").fill("999 900 087")
    await page.locator("#champ-public_contact-email").fill("contact@fabrique.example")


async def serious_findings_are_none(page: Page) -> None:
    results = await Axe().run(page)
    found: list[Any] = [
        (violation["id"], [node["target"] for node in violation["nodes"]])
        for violation in results.response["violations"]
        if violation["impact"] in SERIOUS
    ]
    assert [] == found, page.url
