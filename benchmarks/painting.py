"""How soon the first page stands on a slow telephone, as its browser sees it."""

from playwright.async_api import ViewportSize

from benchmarks.client import HOST
from benchmarks.filling import enter
from benchmarks.stage import Stage
from tests.support.browser import open_browser

SLOWER = 4
"""Times: what telephones are behind this machine, as Chromium's own tools have it."""
PHONE: ViewportSize = {"width": 375, "height": 667}
ENTRIES = 2_000
OBSERVE = """
    window.painted = 0
    new PerformanceObserver(list => { for (const entry of list.getEntries()) window.painted = entry.startTime })
        .observe({ type: 'largest-contentful-paint', buffered: true })
    """


async def painted(stage: Stage, *, times: int) -> list[float]:
    """Return after how many milliseconds the largest part of the list was painted, each time with an empty cache."""
    await enter(stage.owner_url("programme"), ENTRIES)
    [running] = await stage.run(("programme", "api"))
    found = []
    try:
        async with open_browser() as browser:
            for _ in range(times):
                context = await browser.new_context(viewport=PHONE)
                page = await context.new_page()
                devtools = await context.new_cdp_session(page)
                await devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
                await page.add_init_script(OBSERVE)
                await page.goto(f"http://{HOST}:{running.port}/", wait_until="networkidle")
                found.append(float(await page.evaluate("window.painted")))
                await context.close()
    finally:
        await stage.end()
    return found
