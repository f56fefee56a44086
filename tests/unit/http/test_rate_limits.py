from collections.abc import AsyncIterator
from typing import Any, cast

import httpx
import pytest
from httpx import AsyncClient
from litestar import Litestar

from tests.support.clock import SettableClock
from tests.unit.http.sample import BASE, client_of, limits, problem, sample_app

PROPOSAL = "/proposals/6a2f1c7e-0000-4000-8000-000000000000"
PROXY = "10.0.0.9"
BROWSER = {"Accept": "text/html"}


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock()


@pytest.fixture
def app(clock: SettableClock) -> Litestar:
    return sample_app(limited=limits(clock=clock), trusted_proxies=["10.0.0.0/8"])


@pytest.fixture
async def client(app: Litestar) -> AsyncIterator[AsyncClient]:
    async with client_of(app) as client:
        yield client


async def empty_the_bucket(client: AsyncClient, path: str = "/proposals", **headers: str) -> None:
    for _ in range(50):
        await client.post("/inscription", data={}, headers=headers)
    assert (await client.get(path, headers=headers)).status_code == 429


async def test_what_is_left_is_said_with_every_answer_that_is_counted(client: AsyncClient) -> None:
    await client.get("/proposals")
    answer = await client.get("/proposals")

    assert answer.headers["ratelimit-policy"] == '"anonymous";q=1000;w=20'
    assert answer.headers["ratelimit"] == '"anonymous";r=998;t=1'


async def test_beyond_the_limit_the_answer_says_when_to_come_back(client: AsyncClient, clock: SettableClock) -> None:
    await empty_the_bucket(client)
    refused = await client.get("/proposals")

    assert (refused.status_code, problem(refused)["type"]) == (429, "urn:mois-ess:probleme:trop-de-demandes")
    assert refused.headers["retry-after"] == "1"
    assert refused.headers["ratelimit"] == '"anonymous";r=0;t=1'
    assert "patientez 1\u00a0seconde" in refused.json()["detail"]

    clock.now += 1

    assert (await client.get("/proposals")).status_code == 200


async def test_a_person_is_told_on_a_page(client: AsyncClient) -> None:
    await empty_the_bucket(client)

    page = await client.get("/inscription", headers=BROWSER)

    assert (page.status_code, page.headers["retry-after"]) == (429, "1")
    assert "Trop de demandes sans compte viennent de votre réseau" in page.text


async def test_addresses_that_lead_nowhere_are_counted_too(client: AsyncClient) -> None:
    await empty_the_bucket(client, "/nulle-part")

    assert (await client.delete("/proposals")).status_code == 429


async def test_a_key_that_nobody_asks_for_opens_no_way_round(client: AsyncClient) -> None:
    key = {"Authorization": "Bearer moisess_nope"}
    for _ in range(50):
        await client.put(PROPOSAL, json={}, headers=key)

    assert (await client.get("/proposals", headers=key)).status_code == 429


async def test_style_sheets_are_not_counted(client: AsyncClient) -> None:
    await empty_the_bucket(client)

    answer = await client.get("/assets/x/site.css")

    assert answer.status_code == 200
    assert "ratelimit" not in answer.headers


async def test_behind_a_proxy_of_ours_each_visitor_has_a_bucket(app: Litestar) -> None:
    transport = httpx.ASGITransport(cast("Any", app), client=(PROXY, 1))
    async with AsyncClient(transport=transport, base_url=BASE) as client:
        await empty_the_bucket(client, **{"X-Forwarded-For": "192.0.2.1"})

        other = await client.get("/proposals", headers={"X-Forwarded-For": "192.0.2.1, 192.0.2.2"})

    assert other.status_code == 200


async def test_from_the_loopback_interface_nobody_names_another_address(client: AsyncClient) -> None:
    for number in range(50):
        await client.post("/inscription", data={}, headers={"X-Forwarded-For": f"192.0.2.{number}"})

    assert (await client.get("/proposals", headers={"X-Forwarded-For": "192.0.2.99"})).status_code == 429
