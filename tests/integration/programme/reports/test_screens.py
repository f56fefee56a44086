"""The form of a report on real screens: nothing sticks out, and axe finds nothing."""

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser

from tests.integration.http.screen import ENDLESS, overflow, screen
from tests.integration.programme.conftest import Site
from tests.integration.programme.support import decided, enlist_all
from tests.support.builders import content, some_id


@pytest.mark.parametrize("width", [1280, 375])
async def test_the_form_of_a_report_fits_and_axe_finds_nothing_before_and_after_a_fault(
    site: Site, browser: Browser, width: int
) -> None:
    await enlist_all(site.database, decided(some_id(1), 1, content=content(title=ENDLESS)))
    found = []
    async with screen(browser, site.client, f"/programme/{some_id(1)}/signaler", width=width) as page:
        for _ in range(2):
            results = await Axe().run(page)
            found.append((await overflow(page), [each["id"] for each in results.response["violations"]]))
            async with page.expect_navigation():
                await page.locator("main form button[type=submit]").click()

    assert found == [(0, []), (0, [])]
