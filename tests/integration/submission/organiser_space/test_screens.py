"""The organiser's pages on real screens: what somebody is led to is in sight."""

import pytest
from playwright.async_api import Browser, Locator, Page

from tests.integration.http.screen import screen
from tests.integration.submission.organiser_space.test_pages import organiser, registered
from tests.support.service import Client

__all__ = ["organiser"]


async def in_sight(page: Page, part: Locator) -> bool:
    """Return True for what stands whole within the screen."""
    box = await part.bounding_box()
    height = int(await page.evaluate("window.innerHeight"))
    return box is not None and box["y"] >= 0 and box["y"] + box["height"] <= height


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (375, 667)])
@pytest.mark.parametrize("field", ["title", "description", "themes", "organiser-name"])
async def test_a_fault_is_led_to_with_its_label_and_its_message(
    organiser: Client, browser: Browser, width: int, height: int, field: str
) -> None:
    async with screen(browser, organiser, "/inscription#envoi", width=width, height=height) as page:
        async with page.expect_navigation():
            await page.get_by_role("button", name="Envoyer l’inscription").click()
        await page.locator(f"#erreurs a[href='#champ-{field}']").click()

        part = page.locator(".field, .group").filter(has=page.locator(f"#champ-{field}-erreur")).last
        assert await in_sight(page, part.locator("label, legend").first)
        assert await in_sight(page, page.locator(f"#champ-{field}-erreur"))
        assert await in_sight(page, page.locator(f"#champ-{field}"))


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("day", ["2026-11-15", "2026-11-18"])
async def test_the_leaf_of_a_date_breaks_no_weekday(organiser: Client, browser: Browser, width: int, day: str) -> None:
    await registered(organiser, occurrences__0__date=day)

    async with screen(browser, organiser, "/mes-manifestations", width=width) as page:
        tile = page.locator(".tile").first
        lines = await tile.locator("span").first.evaluate("part => part.getBoundingClientRect().height / 16")
        assert lines < 2
        assert await tile.evaluate("tile => tile.scrollWidth <= tile.clientWidth")
