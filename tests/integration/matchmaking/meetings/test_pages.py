import re
from datetime import UTC, datetime
from urllib.parse import quote
from uuid import UUID

import pytest
from playwright.async_api import Browser

from shared.postgres.database import Database
from tests.integration.http.screen import ENDLESS, overflow, screen
from tests.integration.matchmaking.hall import book_one, rows, sign_in, slots, structures
from tests.support.service import Client


async def event_id(database: Database) -> UUID:
    [event] = await rows(database, "SELECT b2b_event_id FROM b2b_events")
    return UUID(str(event["b2b_event_id"]))


async def page_of_the_only_event(client: Client, database: Database) -> str:
    response = await client.get(f"/rencontres/{await event_id(database)}", headers={"Accept": "text/html"})
    assert (response.status_code, response.headers["content-type"]) == (200, "text/html; charset=utf-8")
    return response.text


async def test_the_grid_says_who_meets_where_and_what_is_free(client: Client, database: Database) -> None:
    a, b = await structures(database, "Le Fournil", "La Lanterne & Cie")
    first, _ = await slots(database, count=2, tables=3)
    await book_one(database, first, [a, b])

    await sign_in(client, database, "moderator", "53")
    page = await page_of_the_only_event(client, database)

    assert page.count('<td class="free">libre</td>') == 5
    assert "<span>Le Fournil</span> <span>La Lanterne &amp; Cie</span>" in page
    assert page.count('<th scope="row">') == 2
    assert '<div class="grid-region" role="region" aria-labelledby="grille" tabindex="0">' in page
    assert "10\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}–\N{NO-BREAK SPACE}10\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}15" in page
    assert "1\N{NO-BREAK SPACE}rendez-vous pris, 5\N{NO-BREAK SPACE}places libres" in page


async def test_a_grid_over_midnight_names_the_second_day_once(client: Client, database: Database) -> None:
    await slots(database, count=4, starts_at=datetime(2026, 11, 14, 22, 0, tzinfo=UTC), slot_minutes=30)

    page = await page_of_the_only_event(client, database)

    assert page.count("<small>Dimanche\N{NO-BREAK SPACE}15 novembre</small>") == 1


async def test_strangers_are_shown_the_hours_and_how_many_tables_are_free(client: Client, database: Database) -> None:
    a, b, c, d = await structures(database, "Le Fournil", "La Lanterne", "L’Établi", "Le Potager")
    first, second, _ = await slots(database, count=3, tables=2)
    for slot_id, pair in ((first, [a, b]), (first, [c, d]), (second, [a, c])):
        await book_one(database, slot_id, pair)

    page = await page_of_the_only_event(client, database)

    cells = re.findall(r'<td class="(free|full)">([^<]*)</td>', page)
    assert cells == [
        ("full", "complet"),
        ("free", "1 sur 2"),
        ("free", "2 sur 2"),
    ]
    assert page.count('<th scope="row">') == 3
    assert "3\N{NO-BREAK SPACE}rendez-vous encore possibles" in page
    back = quote(f"http://127.0.0.1:8004/rencontres/{await event_id(database)}", safe="")
    assert f'href="http://127.0.0.1:8001/connexion?suite={back}"' in page


async def test_an_unknown_event_is_a_page_that_says_so(client: Client) -> None:
    response = await client.get("/rencontres/00000000-0000-0000-0000-000000000001", headers={"Accept": "text/html"})

    assert (response.status_code, response.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "Rencontre d’affaires inconnue" in response.text


@pytest.mark.parametrize(("width", "widest"), [(1280, 900), (360, 200)])
async def test_endless_words_stay_in_their_cell_of_the_grid(
    browser: Browser, client: Client, database: Database, width: int, widest: int
) -> None:
    a, b = await structures(database, ENDLESS, f"B{ENDLESS}")
    [slot] = await slots(database, tables=2)
    await book_one(database, slot, [a, b])
    await sign_in(client, database, "moderator", "53")

    async with screen(browser, client, f"/rencontres/{await event_id(database)}", width=width) as page:
        assert await overflow(page) == 0
        assert await page.locator("td.booked").evaluate("cell => cell.offsetWidth") < widest


async def test_a_telephone_shows_the_last_rows_by_rolling_the_page(
    client: Client, database: Database, browser: Browser
) -> None:
    await slots(database, count=40, tables=3)
    await sign_in(client, database, "moderator", "53")

    path = f"/rencontres/{await event_id(database)}"
    async with screen(browser, client, path, width=375, height=667) as page:
        region = page.locator(".grid-region")
        assert await region.evaluate("part => part.scrollHeight - part.clientHeight") == 0
        await page.mouse.wheel(0, 100_000)
        last = page.locator(".grid-table tbody tr").last
        await page.wait_for_function("window.scrollY > 0")
        assert await last.evaluate("row => row.getBoundingClientRect().bottom") <= await region.evaluate(
            "part => part.getBoundingClientRect().bottom"
        )
