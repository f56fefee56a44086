"""What a caller says that it can read."""

from collections.abc import AsyncIterator

import pytest
from httpx import AsyncClient

from tests.unit.http.sample import client_of, problem, sample_app

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.fixture
async def client() -> AsyncIterator[AsyncClient]:
    async with client_of(sample_app()) as client:
        yield client


@pytest.mark.parametrize("accept", ["application/xml", "text/csv, image/png", "application/json+ld"])
@pytest.mark.parametrize("path", ["/proposals", "/inscription"])
async def test_what_nobody_can_be_given_is_refused(client: AsyncClient, path: str, accept: str) -> None:
    answer = await client.get(path, headers={"Accept": accept})

    assert answer.status_code == 406
    assert f"n’admet que « {accept} »" in problem(answer)["detail"]


async def test_a_page_is_no_json_and_json_no_page(client: AsyncClient) -> None:
    asked_for_json = await client.get("/inscription", headers={"Accept": "application/json"})
    asked_for_page = await client.get("/proposals", headers={"Accept": "text/html"})

    assert (asked_for_json.status_code, asked_for_page.status_code) == (406, 406)
    assert "cette adresse répond en text/html" in problem(asked_for_json)["detail"]
    assert "cette adresse répond en application/json" in asked_for_page.text


@pytest.mark.parametrize("accept", ["", "*/*", BROWSER, "application/*", "application/xml, */*;q=0.1"])
async def test_whoever_takes_json_or_anything_is_answered(client: AsyncClient, accept: str) -> None:
    assert (await client.get("/proposals", headers={"Accept": accept})).status_code == 200


@pytest.mark.parametrize("path", ["/schema/openapi.json", "/schema/openapi.yaml"])
@pytest.mark.parametrize("accept", ["application/json", "text/html", "text/plain", "application/openmetrics-text"])
async def test_what_machines_look_at_is_served_to_all(client: AsyncClient, path: str, accept: str) -> None:
    assert (await client.get(path, headers={"Accept": accept})).status_code == 200
