"""Whatever strangers write, in whatever field, is text on every face: in a real browser nothing of it ever runs."""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import msgspec
from playwright.async_api import Browser

from shared.contracts.content import Content
from tests.integration.http.screen import screen
from tests.integration.programme.conftest import Site
from tests.integration.programme.support import decided, enlist_all
from tests.support.builders import RENNES, some_id

SAMPLE = Path(__file__).parents[3] / "contracts" / "samples" / "ess.public.programme.listings.v1.json"
CORPUS = (
    "<script>window.ran=1</script>",
    '"><img src=x onerror="window.ran=1">',
    "'><svg onload=window.ran=1>",
    "</script><script>window.ran=1</script>",
    '<iframe srcdoc="<script>parent.ran=1</script>"></iframe>',
    "javascript:window.ran=1//",
    "&lt;script&gt;window.ran=1&lt;/script&gt;{{7*7}}",
    "</title><style>@import 'javascript:window.ran=1'</style><base href=//autre.example>",
)
KEPT = {"time_zone", "commune_code", "department_code", "region_code", "sha256"}
"""What is ours to say: clocks, codes and digests."""
FACES = ("/", "/programme/carte?region=53", "/programme/nouveautes", "/programme/cadre", "/mon-programme")
STRANGE = """() => [...document.querySelectorAll("*")].filter((each) =>
    [...each.attributes].some((one) => one.name.startsWith("on"))
    || /^\\s*(javascript|data|vbscript):/i.test(each.getAttribute("href") || each.getAttribute("src") || "")
    || each.hasAttribute("srcdoc")
    || ["BASE", "STYLE", "IFRAME", "OBJECT"].includes(each.tagName)
    || (each.tagName === "SCRIPT" && !each.src && each.type !== "application/ld+json")
).map((each) => each.outerHTML)"""


def poisoned(value: Any, text: str) -> Any:
    """Return the same with the text in every place for words, whatever the place is for."""
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            each.name: poisoned(getattr(value, each.name), text) for each in fields(value) if each.name not in KEPT
        }
        return replace(value, **changed)
    if isinstance(value, tuple):
        return tuple(poisoned(each, text) for each in value)
    if isinstance(value, dict):
        return dict.fromkeys([text], poisoned(next(iter(value.values())), text)) if value else value
    return text if isinstance(value, str) else value


def programme() -> Iterator[Any]:
    """Return a manifestation with everything that one can have, for each text of the corpus."""
    whole = msgspec.convert(json.loads(SAMPLE.read_text("utf-8"))["value"]["content"], Content)
    for number, text in enumerate(CORPUS, 1):
        place = replace(RENNES, latitude=48.1 + number / 100, longitude=-1.6)
        decision = decided(some_id(number), 1, content=poisoned(replace(whole, place=place), text))
        assert decision.published
        organiser = replace(decision.published.organiser, name=text)
        yield replace(decision, published=replace(decision.published, organiser=organiser))


async def test_nothing_that_somebody_wrote_in_any_field_runs_on_any_page(site: Site, browser: Browser) -> None:
    made = list(programme())
    await enlist_all(site.database, *made)
    for decision in made:
        date = decision.published.content.occurrences[0].occurrence_id
        chosen = {"manifestation": str(decision.manifestation_id), "date": str(date)}
        await site.client.post("/mon-programme/ajouter", data=chosen, headers={"Sec-Fetch-Site": "same-origin"})
    whole = made[0].published.content.parent_id
    paths = [*FACES, f"/programme/{whole}", *(f"/programme/{decision.manifestation_id}" for decision in made)]
    ran: list[str] = []

    # Without the policy that would keep it from running: what is not text has to show.
    async with screen(browser, site.client, "/", width=375) as page:
        page.on("dialog", lambda dialog: ran.append(dialog.message))
        for path in paths:
            await page.goto(f"https://page.example{path}")
            await page.wait_for_load_state("networkidle")
            for mark in await page.locator(".map-mark").all():
                await mark.press("Enter")
            if await page.evaluate("window.ran"):
                ran.append(path)
            ran += [f"{path}: {found[:200]}" for found in await page.evaluate(STRANGE)]
        for text in CORPUS:
            await page.goto("https://page.example/")
            await page.evaluate("document.querySelector('.programme-tools').open = true")
            await page.get_by_label("Mot-clé").fill(text)
            await page.get_by_role("button", name="Filtrer").click()
            if await page.evaluate("window.ran") or await page.evaluate(STRANGE):
                ran.append(f"search for {text}")

    assert ran == []
