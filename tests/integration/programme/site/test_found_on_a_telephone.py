"""« Samedi, gratuit, accessible, à 20 km de Redon »: found on a telephone in half a minute, and then in a calendar."""

import asyncio
from dataclasses import dataclass, replace
from datetime import date, timedelta

import icalendar
from playwright.async_api import Browser, expect

from shared.contracts.details import Price
from tests.integration.http.screen import screen
from tests.integration.programme.conftest import Site
from tests.integration.programme.listings.test_filters import PROGRAMME, REDON, SATURDAY, at
from tests.integration.programme.support import decided, enlist_all
from tests.support.builders import RENNES, content, some_id
from tests.support.calendars import read_as_thunderbird

FEW = 9
"""Things done, from the first page to the calendar."""
HALF_A_MINUTE = 30
PAID = Price(kind="paid", lowest_cents=800)


@dataclass(slots=True)
class Person:
    """What somebody does, counted as the keystroke-level model does (Card, Moran and Newell 1980).

    The seconds are those that were published with it, whatever machine this runs on: of a key for an average typist,
    of pointing at something, of making up one's mind before each thing that is done.
    """

    KEY = 0.28
    POINTING = 1.1
    MIND = 1.35

    done: int = 0
    seconds: float = 0

    def does(self, *, taps: int = 1, keys: int = 0) -> None:
        """Count one thing that is done."""
        self.done += 1
        self.seconds += self.MIND + taps * self.POINTING + keys * self.KEY


async def test_somebody_new_finds_it_in_half_a_minute_has_it_in_a_calendar_and_reads_there_that_it_is_called_off(
    site: Site, browser: Browser
) -> None:
    site.clock.now = SATURDAY - timedelta(days=2)
    others = (
        at(11, title="Payant", place=REDON, price=PAID, accessibility=("motor",)),
        at(12, title="Le lendemain", place=REDON, days=1, accessibility=("motor",)),
        at(13, title="Trop loin", place=RENNES, accessibility=("motor",)),
    )
    await enlist_all(site.database, *PROGRAMME, *others)
    person = Person()

    async with screen(browser, site.client, "/", width=390, script=False) as page:
        await page.get_by_text("Filtrer ou choisir un jour").click()
        person.does()
        await page.get_by_label("Près de").fill("Redon")
        person.does(keys=len("Redon"))
        await page.get_by_label("Gratuit").check()
        person.does()
        await page.get_by_label("Accessibilité").select_option(label="Accessible, quel que soit le besoin")
        # The list is opened, then one of it is taken.
        person.does(taps=2)
        await page.get_by_role("button", name="Filtrer").click()
        person.does()
        await expect(page.get_by_label("Filtres appliqués")).to_contain_text("Redon")
        await page.get_by_text("Filtrer ou choisir un jour").click()
        person.does()
        await page.get_by_role("link", name="samedi 14 novembre").click()
        person.does()
        await expect(page.locator(".listing")).to_have_count(1)
        await page.locator(".listing a").first.click()
        person.does()
        calendar = await page.get_by_role("link", name="Ajouter à mon agenda").get_attribute("href")
        person.does()
        assert calendar

    assert person.done <= FEW
    assert person.seconds < HALF_A_MINUTE

    first = await site.client.get(calendar)
    [event] = icalendar.Calendar.from_ical(first.content).walk("VEVENT")
    assert event.decoded("DTSTART").date() == date(2026, 11, 14)
    assert "Redon" in str(event["LOCATION"])
    [known] = (await asyncio.to_thread(read_as_thunderbird, first.content))["events"]
    assert (known["status"], known["starts"]) == ("CONFIRMED", "2026-11-14T09:00:00.000Z")

    # The organiser calls it off; the calendar looks again, and knows it for what it has.
    shown = content(place=REDON, starts_at=SATURDAY, ends_at=SATURDAY + timedelta(hours=1))
    off = replace(shown, occurrences=(replace(shown.occurrences[0], state="cancelled"),))
    await enlist_all(site.database, decided(some_id(1), 2, content=off))
    again = await site.client.get(calendar, headers={"If-None-Match": first.headers["etag"]})
    [now_known] = (await asyncio.to_thread(read_as_thunderbird, again.content))["events"]

    assert (again.status_code, now_known["status"], now_known["uid"]) == (200, "CANCELLED", known["uid"])
    assert now_known["sequence"] > known["sequence"]
    assert now_known["summary"].startswith("Annulé : ")
