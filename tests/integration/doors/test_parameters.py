"""Whatever stands in an address, of every route of every service, is answered or refused, and never breaks anything.

Routes and parameters are read from the applications, so that a new one is looked at from its first day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import pytest
from httpx import Response
from litestar.routes import HTTPRoute

from shared.http.cursor import Cursors
from tests.support.builders import some_id
from tests.support.service import Client

NOW = datetime(2026, 11, 14, 9, tzinfo=UTC)
NO_NUMBER = ["2147483648", "9223372036854775808", "9" * 40, "-2147483649", "1e3", "0x10", "1.5", "", "\u0661"]
NO_DATE = ["2026-11-14T10:00:00", "2026-11-14T10:00:00+01:00", "0000-01-01", "99999-01-01", "2026-02-30", ""]
ODD = ["\u2028", "\ufeff", "\u202e%_\\", "'", "x" * 5000, "👨\u200d👩\u200d👧", "0001-01-01", "9999-12-31"]
REGISTER_AWAY = "urn:mois-ess:probleme:registre-indisponible"
NOT_UTF_8 = ["%ED%A0%80", "%FF", "%C3", "%"]


@dataclass(frozen=True)
class Parameter:
    """One that a route declares; ``kind`` is the type and the format of its schema."""

    method: str
    path: str
    name: str
    kind: tuple[str | None, str | None]


def declared(client: Client) -> Iterator[Parameter]:
    """Return every query parameter of the description of the service."""
    for path, operations in client.app.openapi_schema.to_schema()["paths"].items():
        for method, operation in operations.items():
            for parameter in operation.get("parameters", []):
                if parameter["in"] == "query":
                    yield Parameter(method.upper(), filled(path), parameter["name"], kind_of(parameter["schema"]))


def kind_of(schema: dict[str, Any]) -> tuple[str | None, str | None]:
    [known] = [each for each in schema.get("oneOf", [schema]) if each.get("type") != "null"]
    return known.get("type"), known.get("format")


def filled(path: str) -> str:
    return path.replace("{", "").replace("}", "") if "_id}" not in path else path[: path.index("{")] + str(some_id(1))


async def asked(client: Client, parameter: Parameter, written: str) -> Response:
    return await client.request(parameter.method, f"{parameter.path}?{parameter.name}={written}")


async def assert_refused(client: Client, parameter: Parameter, written: str) -> None:
    answer = await asked(client, parameter, written)
    assert 422 == answer.status_code, (parameter, written, answer.text)
    assert f"/{parameter.name}" in [error["pointer"] for error in answer.json()["errors"]], answer.text


async def test_nul_in_a_parameter_is_refused_by_its_name(client: Client) -> None:
    for parameter in declared(client):
        for written in ("%00", "53%00", "%00atelier"):
            await assert_refused(client, parameter, written)


async def test_nul_in_the_address_of_a_page_or_in_a_name_is_refused(client: Client) -> None:
    routes = [route for route in client.app.routes if isinstance(route, HTTPRoute) and "GET" in route.methods]
    for path in {filled(route.path_format) for route in routes}:
        for query in ("q=%00", "q=atelier%00&region=53", "cursor=%00", "q%00=1"):
            answer = await client.get(f"{path}?{query}", headers={"Accept": "text/html"}, follow_redirects=False)
            assert 400 <= answer.status_code < 500, (path, query, answer.status_code)
        # A path with NUL leads nowhere.
        assert (await client.get(f"{path.rstrip('/')}/%00")).status_code in {400, 404, 405}, path


async def test_a_cursor_that_we_have_not_given_out_is_refused(client: Client) -> None:
    lists = [parameter for parameter in declared(client) if parameter.name == "cursor"]
    assert lists
    of_somebody_else = Cursors(b"another secret")
    for parameter in lists:
        for values in ((NOW, some_id(1)), (NOW, 1, some_id(1)), (NOW, some_id(1), some_id(1)), ("a", some_id(1))):
            await assert_refused(client, parameter, of_somebody_else.encode(values))


async def test_a_number_out_of_reach_or_no_number_is_refused(client: Client) -> None:
    for parameter in declared(client):
        if parameter.kind[0] == "integer":
            for written in NO_NUMBER:
                await assert_refused(client, parameter, quote(written))


async def test_a_date_with_an_hour_or_out_of_the_calendar_is_refused(client: Client) -> None:
    for parameter in declared(client):
        if parameter.kind[1] == "date":
            for written in NO_DATE:
                await assert_refused(client, parameter, quote(written))


@pytest.mark.parametrize("written", [*map(quote, ODD), *NOT_UTF_8], ids=ascii)
async def test_whatever_else_stands_in_a_parameter_breaks_nothing(client: Client, written: str) -> None:
    for parameter in declared(client):
        answer = await asked(client, parameter, written)
        # The public register does not answer here, and whoever asks it is told so.
        assert answer.status_code < 500 or answer.json()["type"] == REGISTER_AWAY, parameter


async def test_pages_take_whatever_stands_in_their_filters(client: Client) -> None:
    for path in ("/", "/connexion"):
        for written in (*map(quote, (*ODD, *NO_NUMBER, *NO_DATE)), *NOT_UTF_8):
            query = "&".join(f"{name}={written}" for name in ("q", "region", "department", "from", "to", "suite"))
            answer = await client.get(f"{path}?{query}", headers={"Accept": "text/html"})
            assert answer.status_code < 500, (path, written)
