"""A service's page in a real browser, without a port: each request of the browser is put to the application."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from httpx import AsyncClient
from playwright.async_api import Browser, Page, Route

ASKED = {"accept", "content-type"}
KEPT = {"content-type", "location"}
POLICIES = {"content-security-policy", "permissions-policy"}
ENDLESS = "Anticonstitutionnellement" * 5
"""The longest title of a single word that the form takes, more or less."""


@asynccontextmanager
async def screen(
    browser: Browser,
    client: AsyncClient,
    address: str,
    *,
    width: int,
    height: int = 844,
    script: bool = True,
    policy: bool = False,
    position: tuple[float, float] | None = None,
    fragments: bool = False,
) -> AsyncIterator[Page]:
    """Give the page at ``address`` as it looks on a screen of that size.

    ``script`` runs, or does not; with ``policy`` only what the page's own policies let through. ``position`` is where
    the browser is, and says so to whoever may ask. With ``fragments`` it goes where a redirect leads, to the very part
    of the page; else it is not told of it.
    """
    # Colours that are on their way to others would be judged by where they are just then.
    context = await browser.new_context(
        viewport={"width": width, "height": height},
        java_script_enabled=script,
        reduced_motion="reduce",
        geolocation={"latitude": position[0], "longitude": position[1]} if position else None,
        permissions=["geolocation"] if position else [],
    )
    page = await context.new_page()

    async def answer(route: Route) -> None:
        parts = urlsplit(route.request.url)
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        asked = {name: value for name, value in route.request.headers.items() if name in ASKED}
        response = await client.request(
            route.request.method,
            path,
            headers={**asked, "Sec-Fetch-Site": "same-origin"},
            content=route.request.post_data_buffer,
            follow_redirects=not fragments,
        )
        if response.is_redirect:
            # A browser that is answered here follows no redirect by itself.
            onward = f'<meta http-equiv="refresh" content="0;url={response.headers["location"]}">'
            await route.fulfill(status=200, content_type="text/html", body=onward)
            return
        await route.fulfill(
            status=response.status_code, headers=_kept(response.headers, policy=policy), body=response.content
        )

    await page.route("**/*", answer)
    await page.goto(f"https://page.example{address}")
    yield page
    await context.close()


async def overflow(page: Page) -> float:
    """Return by how many pixels the page is wider than the screen, and any card or heading wider than its place."""
    return float(
        await page.evaluate(
            """() => Math.max(
                document.documentElement.scrollWidth - window.innerWidth,
                ...[...document.querySelectorAll("main :is(h1, h2, h3, dd, td, .card):not(.hidden)")].map(
                    (part) => part.scrollWidth - part.clientWidth
                ), 0)"""
        )
    )


def _kept(headers: Mapping[str, str], *, policy: bool) -> dict[str, str]:
    # The body is decoded by now, and the policy of https would ask for the other services' addresses.
    kept = KEPT | POLICIES if policy else KEPT
    return {name: value for name, value in headers.items() if name in kept}
