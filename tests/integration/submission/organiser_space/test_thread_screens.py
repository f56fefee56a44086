"""What organiser and chamber write to each other, on real screens: nothing sticks out, and axe finds nothing."""

import pytest
from playwright.async_api import Browser

from shared.postgres.database import Database
from tests.integration.http.screen import ENDLESS, screen
from tests.integration.submission.organiser_space.test_pages import organiser, registered
from tests.integration.submission.organiser_space.test_telephone import nothing_is_found
from tests.integration.submission.organiser_space.test_thread import decide, said
from tests.support.service import Client

__all__ = ["organiser"]


@pytest.mark.parametrize("width", [1280, 375])
async def test_a_refusal_its_thread_and_the_form_of_an_appeal_fit(
    organiser: Client, database: Database, browser: Browser, width: int
) -> None:
    address = await registered(organiser, note=ENDLESS)
    await decide(database, address, said("refused", ENDLESS, points=(ENDLESS,)))
    for path in (address, f"{address}/echanges"):
        async with screen(browser, organiser, path, width=width) as page:
            await nothing_is_found(page)
