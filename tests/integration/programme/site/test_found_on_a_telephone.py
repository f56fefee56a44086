"""« Samedi, gratuit, accessible, à 20 km de Redon »: found on a telephone in few steps, and then in a calendar."""

from datetime import date, timedelta

import icalendar
from playwright.async_api import Browser, expect

from shared.contracts.details import Price
from tests.integration.http.screen import screen
from tests.integration.programme.conftest import Site
from tests.integration.programme.listings.test_filters import PROGRAMME, REDON, SATURDAY, at
from tests.integration.programme.support import enlist_all
from tests.support.builders import RENNES

FEW = 9
"""Taps and words typed, from the first page to the calendar."""
PAID = Price(kind="paid", lowest_cents=800)


async def test_somebody_new_finds_it_in_few_steps_and_has_it_in_a_calendar(site: Site, browser: Browser) -> None:
    site.clock.now = SATURDAY - timedelta(days=2)
    others = (
        at(11, title="Payant", place=REDON, price=PAID, accessibility=("motor",)),
        at(12, title="Le lendemain", place=REDON, days=1, accessibility=("motor",)),
        at(13, title="Trop loin", place=RENNES, accessibility=("motor",)),
    )
    await enlist_all(site.database, *PROGRAMME, *others)
    steps = 0

    async with screen(browser, site.client, "/", width=390, script=False) as page:
        await page.get_by_text("Filtrer ou choisir un jour").click()
        await page.get_by_label("Près de").fill("Redon")
        await page.get_by_label("Gratuit").check()
        await page.get_by_label("Accessibilité").select_option(label="Accessible, quel que soit le besoin")
        await page.get_by_role("button", name="Filtrer").click()
        steps += 5
        await expect(page.get_by_label("Filtres appliqués")).to_contain_text("Redon")
        await page.get_by_text("Filtrer ou choisir un jour").click()
        await page.get_by_role("link", name="samedi 14 novembre").click()
        steps += 2
        await expect(page.locator(".listing")).to_have_count(1)
        await page.locator(".listing a").first.click()
        calendar = await page.get_by_role("link", name="Ajouter à mon agenda").get_attribute("href")
        steps += 2
        assert calendar

    [event] = icalendar.Calendar.from_ical((await site.client.get(calendar)).content).walk("VEVENT")
    assert event.decoded("DTSTART").date() == date(2026, 11, 14)
    assert "Redon" in str(event["LOCATION"])
    assert steps <= FEW
