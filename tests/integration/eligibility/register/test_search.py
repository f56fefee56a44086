"""A number is found by the structure's name."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

import pytest
from litestar.testing import AsyncTestClient

from deploy.local.register.app import create_app as create_stand_in
from services.eligibility.app import create_app
from services.eligibility.register.client import Register
from services.eligibility.register.pace import SharedPace
from services.eligibility.register.search import LONGEST_WAIT_SECONDS, NameSearch
from services.eligibility.settings import Settings
from shared.postgres.database import Database
from tests.integration.eligibility.support import ASSOCIATION, Scripted, register_at, served
from tests.support.people import new_person
from tests.support.service import Client, without_broker

SEARCH, PAGE = "/structures/search", "/trouver-mon-numero"


@pytest.fixture
def stand_in() -> Iterator[str]:
    with served(create_stand_in()) as url:
        yield url


@pytest.fixture
async def client(database_url: str, stand_in: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Client]:
    monkeypatch.setenv("ELIGIBILITY_REGISTER_URL", stand_in)
    async with AsyncTestClient(create_app(without_broker(Settings, database_url), "api")) as client:
        yield client


async def test_words_of_a_name_find_structures_for_a_program_and_on_a_page(client: Client, database: Database) -> None:
    cookie = (await new_person(database)).cookie()
    answer = await client.get(SEARCH, params={"q": "ateliers canal", "postcode": "44000"}, headers=cookie)
    page = await client.get(PAGE, params={"nom": "ateliers canal"}, headers={**cookie, "Accept": "text/html"})

    assert [("999999014", "association")] == [(each["siren"], each["family"]) for each in answer.json()["items"]]
    assert all(word in page.text for word in ("LES ATELIERS DU CANAL", "Nantes", "Association", "999 999 014"))


async def test_the_page_asks_before_it_searches_and_says_what_to_do_where_nothing_is_found(
    client: Client, database: Database
) -> None:
    headers = {**(await new_person(database)).cookie(), "Accept": "text/html"}
    empty = await client.get(PAGE, headers=headers)
    nothing = await client.get(PAGE, params={"nom": "personne ne s’appelle ainsi"}, headers=headers)
    short = await client.get(PAGE, params={"nom": "ab", "code_postal": "Rennes"}, headers=headers)

    assert (200, 200, 422) == (empty.status_code, nothing.status_code, short.status_code)
    assert "Aucune structure active" not in empty.text
    assert "Aucune structure active" in nothing.text
    assert "« Rennes » n’est pas un code postal" in short.text.replace("\u00a0", " ").replace("\u202f", " ")


async def test_strangers_do_not_use_up_our_share_of_the_register(client: Client) -> None:
    assert 401 == (await client.get(SEARCH, params={"q": "canal"})).status_code


async def test_a_silent_register_is_told_with_another_way(
    database: Database, monkeypatch: pytest.MonkeyPatch, database_url: str
) -> None:
    monkeypatch.setenv("ELIGIBILITY_REGISTER_URL", "http://127.0.0.1:9")
    headers = (await new_person(database)).cookie()
    async with AsyncTestClient(create_app(without_broker(Settings, database_url), "api")) as without:
        answer = await without.get(SEARCH, params={"q": "canal"}, headers=headers)
        page = await without.get(PAGE, params={"nom": "canal"}, headers={**headers, "Accept": "text/html"})

    assert (503, 503) == (answer.status_code, page.status_code)
    assert "annuaire-entreprises.data.gouv.fr" in answer.json()["detail"]
    assert "annuaire-entreprises.data.gouv.fr" in page.text


async def test_the_same_words_are_asked_once(register: Register, scripted: Scripted) -> None:
    scripted.knows(replace(ASSOCIATION, name="LA RESSOURCERIE DU CANAL"))
    names = NameSearch(register)
    first = await names.find("Ressourcerie", postcode=None)

    assert first == await names.find("RESSOURCERIE", postcode=None)
    assert 1 == len(scripted.asked)


async def test_dossiers_come_first_where_turns_are_far_off(database: Database, scripted: Scripted) -> None:
    with served(scripted) as url:
        pace = SharedPace(database, per_second=1, longest_wait=LONGEST_WAIT_SECONDS)
        await pace.put_off(5)

        assert await register_at(url, pace=pace).suggest("canal", postcode=None) is None
    assert [] == scripted.asked
