"""Takes a picture of each page, at the width of a telephone and at that of a desk."""

import asyncio
import base64
import re
from collections.abc import Sequence
from pathlib import Path

import httpx
from playwright.async_api import Browser
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page as Tab

from tests.support.browser import open_browser
from tests.support.people import COOKIE
from tests.support.pictures.demonstration import Demonstration
from tests.support.pictures.pages import UUID, Page, Who

WIDTHS = (375, 1280)
TALLEST = 2400
"""In pixels of a page; what is below says no more about its looks."""
QUALITY = 40
PAGE_SECONDS = 60
Missing = list[tuple[Page, str]]
"""Pages without a picture, and why."""


async def take_all(shown: Demonstration, pages: Sequence[Page], folder: Path) -> Missing:
    """Write a picture of each page and width into the folder; return those that could not be taken."""
    missing: Missing = []
    async with open_browser() as browser:
        # One tab for each person, which stays: a browser that is busy may never finish closing one.
        tabs = {who: await _tab_of(browser, shown, who) for who in sorted({page.who for page in pages})}
        for page in pages:
            try:
                async with asyncio.timeout(PAGE_SECONDS):
                    await _take(tabs[page.who], shown, page, folder)
            except (PictureFailed, PlaywrightError, TimeoutError) as failure:
                missing.append((page, str(failure) or f"not taken within {PAGE_SECONDS} s"))
    return missing


class PictureFailed(Exception):
    """The page is not there, or is another one; the message says what was."""


async def _tab_of(browser: Browser, shown: Demonstration, who: Who) -> Tab:
    context = await browser.new_context(locale="fr-FR", timezone_id="Europe/Paris", reduced_motion="reduce")
    if who != "nobody":
        home = shown.urls["submission"]
        async with httpx.AsyncClient(timeout=PAGE_SECONDS) as client:
            data = {"jeton": shown.sign_in[who]}
            answer = await client.post(f"{home}/connexion/lien", data=data, headers={"Sec-Fetch-Site": "same-origin"})
        await context.add_cookies([{"name": COOKIE, "value": answer.cookies[COOKIE], "url": home}])
    return await context.new_page()


async def _take(tab: Tab, shown: Demonstration, page: Page, folder: Path) -> None:
    session = await tab.context.new_cdp_session(tab)
    address = await _address(tab, shown, page)
    for width in WIDTHS:
        await tab.set_viewport_size({"width": width, "height": 900})
        answer = await tab.goto(address, wait_until="load")
        if answer is None or not answer.ok:
            raise PictureFailed(f"{address} answered {answer.status if answer else 'nothing'}")
        if _path_of(tab.url) != _path_of(address):
            raise PictureFailed(f"{address} led on to {tab.url}")
        await tab.evaluate("document.fonts.ready")
        height = min(TALLEST, int(await tab.evaluate("document.documentElement.scrollHeight")))
        # The screen is made as tall as the page: a picture beyond it is one that a busy browser may never finish.
        await tab.set_viewport_size({"width": width, "height": height})
        picture = await session.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
        (folder / f"{page.file}-{width}.webp").write_bytes(base64.b64decode(picture["data"]))


async def _address(tab: Tab, shown: Demonstration, page: Page) -> str:
    home = shown.urls[page.service]
    if page.at.startswith("="):
        return f"{home}{shown.prepared[page.at[1:]]}"
    if not page.linked_from:
        return f"{home}{page.at or page.route}"
    await tab.goto(f"{home}{page.linked_from}")
    links = await tab.locator("main a").evaluate_all("all => all.map(one => one.href)")
    wanted = re.compile(f"{re.escape(home)}{re.sub('{[^}]*}', UUID, page.route)}$")
    found = next((link for link in links if wanted.match(str(link))), None)
    if found is None:
        raise PictureFailed(f"{page.linked_from} has no link to {page.route}")
    return str(found)


def _path_of(address: str) -> str:
    return address.partition("?")[0].rstrip("/")
