"""A form says of which programme a manifestation is part, and the page of the programme says where its parts stand."""

from typing import Any
from uuid import UUID

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser

from shared.postgres.database import Database
from tests.integration.http.screen import ENDLESS, overflow, screen
from tests.integration.submission.manifestations.test_wholes import publish
from tests.integration.submission.organiser_space.browsing import Page, send, visit
from tests.support.people import sign_in
from tests.support.service import Client, MakeKey
from tests.support.submission import form_fields

FESTIVAL = {"title": "Le festival des communs", "organiser__name": "La Maison des associations"}


@pytest.fixture
async def organiser(client: Client, database: Database, make_key: MakeKey) -> Client:
    """Give a client that is signed in as an organiser."""
    await sign_in(client, database, await make_key("organiser"))
    return client


async def registered(client: Client, token: str, **fields: Any) -> str:
    page = await told(client, token, **fields)
    assert page.path.startswith("/inscription/"), page.text
    return page.path.rpartition("/")[2]


async def told(client: Client, token: str, **fields: Any) -> Page:
    sent = form_fields(_token=f"le-formulaire-{token}", _anyway="1", **fields)
    return await send(client, "/inscription", sent)


async def code_of(database: Database, manifestation_id: str) -> str:
    async with database.transaction(readonly=True) as tx:
        code: str = await tx.fetchval("SELECT short_code FROM manifestations WHERE id = $1", UUID(manifestation_id))
    return code[:5]


async def test_somebody_begins_a_part_at_the_whole_and_finds_it_there_with_its_state(organiser: Client) -> None:
    whole = await registered(organiser, "festival", **FESTIVAL)
    page = await visit(organiser, f"/inscription/{whole}")
    [begin] = [link for link in page.links if "partie_de" in link]
    form = await visit(organiser, begin)

    assert form.values["parent_id"] == whole
    part = await registered(organiser, "bal", title="Le bal", parent_id=form.values["parent_id"])
    page, below = await visit(organiser, f"/inscription/{whole}"), await visit(organiser, f"/inscription/{part}")
    assert "Les manifestations de ce programme" in page.text
    assert "Le bal Samedi 14 novembre 2026, 10 h – 12 h 30 La Ressourcerie du canal En cours d’examen" in page.text
    assert f"/inscription/{part}" in page.links
    assert "Fait partie de Le festival des communs" in below.text
    assert f"/inscription/{whole}" in below.links
    # A whole is no part: what is part of something is not offered.
    assert (await visit(organiser, "/inscription")).options["parent_id"] == ["", whole]


@pytest.mark.parametrize(
    "address", ["https://programme.example/programme/{id}", "{id}", "exemple.fr/m/{code}", "{code}"]
)
async def test_another_structure_names_a_public_programme_by_any_address_of_its_page(
    organiser: Client, database: Database, make_key: MakeKey, address: str
) -> None:
    whole = await registered(organiser, "festival", **FESTIVAL)
    await publish(database, whole)
    await sign_in(organiser, database, await make_key("organiser"))
    named = address.format(id=whole, code=(await code_of(database, whole)).lower())
    part = await registered(organiser, "bal", title="Le bal", parent_address=named)

    below = await visit(organiser, f"/inscription/{part}")
    again = await visit(organiser, f"/inscription/{part}/modifier")

    assert "Fait partie de Le festival des communs" in below.text
    # It is chosen from now on, and an amendment that changes nothing changes nothing.
    assert (again.values["parent_id"], again.values["parent_address"]) == (whole, "")
    kept = await send(organiser, f"/inscription/{part}/modifier", again.values)
    assert "Rien n’a changé" in kept.text


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ("la fête du port", "« la fête du port » n’est pas l’adresse d’une manifestation en ligne"),
        ("22222", "« 22222 » n’est pas l’adresse d’une manifestation en ligne"),
        ("https://programme.example/programme/{part}", "fait elle-même partie d’un programme"),
        ("https://programme.example/programme/{hidden}", "ni une manifestation en ligne de l’édition 2026"),
    ],
)
async def test_what_cannot_be_the_whole_is_said_at_the_field_and_nothing_typed_is_lost(
    organiser: Client, database: Database, make_key: MakeKey, named: str, words: str
) -> None:
    hidden = await registered(organiser, "cachee", title="Personne ne la lit encore")
    whole = await registered(organiser, "festival", **FESTIVAL)
    part = await registered(organiser, "bal", title="Le bal", parent_id=whole)
    for each in (whole, part):
        await publish(database, each)
    await sign_in(organiser, database, await make_key("organiser"))

    page = await told(organiser, "autre", title="Une autre", parent_address=named.format(part=part, hidden=hidden))

    assert (page.status, page.values["title"]) == (422, "Une autre")
    assert words in page.text
    assert page.values["parent_address"] == named.format(part=part, hidden=hidden)


async def test_who_organises_the_whole_sees_parts_of_others_without_a_way_into_them(
    organiser: Client, database: Database, make_key: MakeKey
) -> None:
    first, second = await make_key("organiser"), await make_key("organiser")
    await sign_in(organiser, database, first)
    whole = await registered(organiser, "festival", **FESTIVAL)
    await publish(database, whole)
    await sign_in(organiser, database, second)
    part = await registered(organiser, "bal", title="Le bal", parent_address=whole)
    await sign_in(organiser, database, first)

    before = await visit(organiser, f"/inscription/{whole}")
    await publish(database, part)
    after = await visit(organiser, f"/inscription/{whole}")

    assert "Le bal" in before.text
    assert not [link for link in before.links if part in link]
    assert [link for link in after.links if part in link] == [f"http://127.0.0.1:8003/programme/{part}"]


async def test_a_part_says_so_when_its_whole_was_withdrawn(organiser: Client) -> None:
    whole = await registered(organiser, "festival", **FESTIVAL)
    part = await registered(organiser, "bal", title="Le bal", parent_id=whole)
    await send(organiser, f"/inscription/{whole}/retirer", {"_version": "1"})

    below = await visit(organiser, f"/inscription/{part}")
    again = await visit(organiser, f"/inscription/{part}/modifier")

    assert "Le programme dont elle fait partie n’est plus en ligne" in below.text
    assert again.values["parent_id"] == whole


@pytest.mark.parametrize("width", [320, 1280])
async def test_a_programme_is_clean_on_every_screen(organiser: Client, browser: Browser, width: int) -> None:
    whole = await registered(organiser, "festival", **FESTIVAL)
    part = await registered(organiser, "bal", title=ENDLESS[:140], parent_id=whole)

    for path in (f"/inscription/{whole}", f"/inscription/{part}", f"/inscription/{part}/modifier"):
        async with screen(browser, organiser, path, width=width) as page:
            results = await Axe().run(page)
            assert [] == [(found["id"], found["nodes"]) for found in results.response["violations"]]
            assert await overflow(page) == 0
