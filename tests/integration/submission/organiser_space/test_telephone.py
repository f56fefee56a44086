"""The form on a telephone, one step at a time; begun there and finished at a desk, with every page looked at by axe."""

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page

from shared.postgres.database import Database
from tests.integration.http.screen import overflow, screen
from tests.integration.submission.organiser_space.browsing import send
from tests.integration.submission.organiser_space.test_pages import organiser, registered
from tests.support.service import Client
from tests.support.submission import form_fields

__all__ = ["organiser"]

TELEPHONE, DESK = 375, 1280


async def go_on(page: Page) -> None:
    """Press the one button of the step at hand, and look at what comes."""
    async with page.expect_navigation():
        await page.get_by_role("button", name="Enregistrer et continuer").click()
    await nothing_is_found(page)


async def nothing_is_found(page: Page) -> None:
    results = await Axe().run(page)
    assert [] == [
        (found["id"], [node["target"] for node in found["nodes"]]) for found in results.response["violations"]
    ]
    assert 0 == await overflow(page)


async def fill(page: Page, **fields: str) -> None:
    for name, value in fields.items():
        await page.locator(f"#champ-{name.replace('__', '-')}").fill(value)


async def test_a_newcomer_begins_on_a_telephone_and_finishes_at_a_desk(
    organiser: Client, browser: Browser, database: Database
) -> None:
    async with screen(browser, organiser, "/inscription", width=TELEPHONE, height=667) as page:
        assert 1 == await page.get_by_role("button", name="Enregistrer et continuer").count()
        await fill(page, title="Atelier de réparation", description="Deux soirées pour apprendre à réparer soi-même.")
        await page.get_by_label("Format").select_option("atelier")
        await page.get_by_label("Engagement citoyen").check()
        await go_on(page)
        await page.get_by_label("Oui, tout le monde peut venir").check()
        await go_on(page)
        await fill(page, occurrences__0__date="2026-11-17", occurrences__0__from="18:00", occurrences__0__to="20:00")
        await page.get_by_text("Répéter cette date, ou la copier").click()
        async with page.expect_navigation():
            await page.get_by_role("button", name="Copier pour un autre jour").click()
        assert "18:00" == await page.locator("#champ-occurrences-1-from").input_value()
        await fill(page, occurrences__1__date="2026-11-24")
        await go_on(page)
        assert "Étape 4 sur 9" in await page.locator(".step-menu summary").inner_text()
        # What is typed and never sent is kept as well.
        await fill(page, place__name="Le Hangar des possibles")
        await page.get_by_text("Brouillon enregistré à").wait_for()

    async with screen(browser, organiser, "/mes-manifestations", width=DESK) as page:
        await nothing_is_found(page)
        await page.get_by_role("link", name="Atelier de réparation", exact=True).click()
        assert "Le Hangar des possibles" == await page.locator("#champ-place-name").input_value()
        assert await page.get_by_text("Indiquez le nom de la structure qui organise.").is_visible()
        await nothing_is_found(page)
        await fill(page, place__address="3 rue du Canal", place__postcode="35000", price__lowest="5")
        await page.get_by_label("Payant").check()
        await fill(page, organiser__name="La Ressourcerie du canal", organiser__siret="99999901400015")
        await fill(page, public_contact__email="contact@ressourcerie.example")
        async with page.expect_navigation():
            await page.get_by_role("button", name="Envoyer l’inscription").click()
        assert await page.get_by_text("Merci, votre inscription est enregistrée").is_visible()

    async with database.transaction(readonly=True) as tx:
        content = await tx.fetchval("SELECT content FROM manifestations")
        assert 0 == await tx.fetchval("SELECT count(*) FROM drafts")
    assert (2, 500) == (len(content["occurrences"]), content["price"]["lowest_cents"])


@pytest.mark.parametrize("width", [320, DESK])
async def test_preview_state_and_history_are_clean_on_every_screen(
    organiser: Client, browser: Browser, width: int
) -> None:
    address = await registered(organiser)
    token = "a-draft-of-this-test"
    await send(organiser, "/inscription", form_fields(_token=token, title="Un autre titre") | {"_brouillon": "envoi"})

    for path in (f"/brouillons/{token}/apercu", address, f"{address}/historique", "/mes-manifestations"):
        async with screen(browser, organiser, path, width=width) as page:
            await nothing_is_found(page)


async def test_faults_open_the_steps_that_they_are_in(organiser: Client, browser: Browser) -> None:
    async with screen(browser, organiser, "/inscription#envoi", width=TELEPHONE, height=667) as page:
        async with page.expect_navigation():
            await page.get_by_role("button", name="Envoyer l’inscription").click()

        assert await page.locator("#champ-organiser-name").is_visible()
        assert await page.locator("#champ-title").is_visible()
        assert not await page.locator("#champ-print_title").is_visible()
