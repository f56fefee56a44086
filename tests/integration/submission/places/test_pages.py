"""The register on the pages of a chamber and of the national team."""

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser

from shared.postgres.database import Database
from tests.integration.http.screen import overflow, screen
from tests.integration.submission.organiser_space.browsing import send, visit
from tests.integration.submission.places.known import HANGAR, QUAI, SAME, named, published, register
from tests.support.people import sign_in
from tests.support.service import Client, MakeKey


@pytest.fixture
async def chamber(client: Client, database: Database, make_key: MakeKey) -> Client:
    await published(database, HANGAR, SAME, QUAI)
    await sign_in(client, database, await make_key("moderator", "53"))
    return client


async def test_a_chamber_sees_what_looks_alike_compares_it_and_merges_it(chamber: Client, database: Database) -> None:
    page = await visit(chamber, "/lieux")
    [compare] = [link for link in page.links if link.startswith("/lieux/fusion?")]
    preview = await visit(chamber, compare)
    ids = [str(place.place_id) for place in await register(database, "hangar")]
    done = await send(chamber, "/lieux/fusion", {"garde": preview.values["garde"], "lieu": ids})

    assert "1 manifestation publiée" in preview.text
    assert "rien n’y est réécrit" in preview.text
    assert "Les lieux sont fusionnés" in done.text
    assert [("Le Quai", 1), 2] == [(await named(database))[0], (await named(database))[1][1]]


async def test_one_box_alone_is_no_merge_and_says_so(chamber: Client, database: Database) -> None:
    [quay] = await register(database, "quai")
    page = await visit(chamber, f"/lieux/fusion?lieu={quay.place_id}&lieu=x")

    assert page.path == "/lieux"
    assert "Cochez au moins deux lieux" in page.text


async def test_a_place_is_corrected_retired_and_put_back(chamber: Client, database: Database) -> None:
    [quay] = await register(database, "quai")
    address = f"/lieux/{quay.place_id}"
    form = await visit(chamber, address)
    faulty = await send(chamber, address, {**form.values, "name": "", "point": "ici"})
    fixed = await send(chamber, address, {**form.values, "name": "Le Quai n° 1", "point": "48.38, -4.49"})
    late = await send(chamber, address, form.values)
    gone = await send(chamber, f"{address}/proposer", {"_version": fixed.values["_version"], "propose": "0"})
    offered = [place.name for place in await register(database)]
    back = await send(chamber, f"{address}/proposer", {"_version": gone.values["_version"], "propose": "1"})

    assert (422, "ici") == (faulty.status, faulty.values["point"])
    assert "« ici » n’est pas une latitude et une longitude" in faulty.text
    assert "48.38, -4.49" == fixed.values["point"]
    assert (409, "changé entre-temps" in late.text) == (late.status, True)
    assert "Ce lieu n’est plus proposé." in gone.text
    assert "Le Quai n° 1" not in offered
    assert "C’est ainsi que ce lieu est proposé" in back.text


async def test_a_neighbour_finds_nothing_there_and_the_national_team_every_region(
    client: Client, database: Database, make_key: MakeKey
) -> None:
    await published(database, HANGAR)
    [place] = await register(database)
    await sign_in(client, database, await make_key("moderator", "52"))
    hidden, empty = await visit(client, f"/lieux/{place.place_id}"), await visit(client, "/lieux")
    await sign_in(client, database, await make_key("national"))
    shown, others = await visit(client, "/lieux?region=53"), await visit(client, "/lieux?region=52")

    assert (404, "Aucun lieu" in empty.text) == (hidden.status, True)
    assert "Le Hangar des possibles" in shown.text
    assert "Le Hangar des possibles" not in others.text


@pytest.mark.parametrize("width", [375, 1280])
async def test_pages_of_the_register_are_clean(
    chamber: Client, database: Database, browser: Browser, width: int
) -> None:
    ids = [str(place.place_id) for place in await register(database, "hangar")]
    for path in ("/lieux", f"/lieux/fusion?lieu={ids[0]}&lieu={ids[1]}", f"/lieux/{ids[0]}"):
        async with screen(browser, chamber, path, width=width) as page:
            results = await Axe().run(page)
            assert [] == [(found["id"], found["nodes"]) for found in results.response["violations"]]
            assert 0 == await overflow(page)
