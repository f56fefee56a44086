"""The public pages on real screens: nothing sticks out, and a telephone shows the list at once."""

from dataclasses import replace
from datetime import datetime

import pytest
from playwright.async_api import Browser

from tests.integration.http.screen import ENDLESS, overflow, screen
from tests.integration.programme.conftest import PARIS_TIME, Site
from tests.integration.programme.support import decided, enlist_all
from tests.support.builders import RENNES, content, occurrence, some_id


@pytest.mark.parametrize("width", [1280, 768, 360])
@pytest.mark.parametrize("path", ["/", f"/programme/{some_id(1)}"])
async def test_an_endless_title_does_not_widen_the_page(site: Site, browser: Browser, width: int, path: str) -> None:
    await enlist_all(site.database, decided(some_id(1), 1, content=content(title=ENDLESS)))

    async with screen(browser, site.client, path, width=width) as page:
        assert await overflow(page) == 0


@pytest.mark.parametrize("width", [1280, 768, 360])
@pytest.mark.parametrize("path", ["/", f"/programme/{some_id(1)}"])
async def test_dates_with_places_and_notes_of_their_own_do_not_widen_the_page(
    site: Site, browser: Browser, width: int, path: str
) -> None:
    long = replace(RENNES, name=ENDLESS, address=ENDLESS)
    states = ("scheduled", "full", "postponed", "cancelled", "moved_online")
    dates = tuple(occurrence(state=state, note=ENDLESS, place=long) for state in states)
    shown = content(occurrences=dates, open_to_all=False, access="registration", access_conditions=ENDLESS)
    await enlist_all(site.database, decided(some_id(1), 1, content=shown))

    async with screen(browser, site.client, path, width=width) as page:
        assert await overflow(page) == 0


@pytest.mark.parametrize(("width", "height"), [(390, 844), (360, 640)])
async def test_a_telephone_shows_a_manifestation_without_scrolling(
    site: Site, browser: Browser, width: int, height: int
) -> None:
    site.clock.now = datetime(2026, 11, 14, 8, tzinfo=PARIS_TIME)
    await enlist_all(site.database, *(decided(some_id(number), 1) for number in range(1, 4)))

    async with screen(browser, site.client, "/", width=width, height=height) as page:
        title = await page.locator(".listing h3").first.bounding_box()
        assert title
        assert title["y"] + title["height"] < height
        assert not await page.get_by_label("Mot-clé").is_visible()
        await page.get_by_text("Filtrer ou choisir un jour").click()
        assert await page.get_by_label("Mot-clé").is_visible()


async def test_a_large_screen_shows_calendar_and_filters_beside_the_list(site: Site, browser: Browser) -> None:
    await enlist_all(site.database, decided(some_id(1), 1))

    async with screen(browser, site.client, "/", width=1280) as page:
        assert await page.get_by_label("Mot-clé").is_visible()
        assert await page.get_by_label("Thème").is_visible()
        assert not await page.get_by_text("Filtrer ou choisir un jour").is_visible()
