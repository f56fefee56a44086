"""Whatever goes wrong, the answer has the headers that protect whoever reads it; also where no handler ever ran."""

from typing import Any

import pytest
from httpx import AsyncClient, Response

from shared.http.headers import OF_EVERY_SITE
from tests.security.process import Served
from tests.support.service import bearer
from tests.unit.http.sample import BASE, GOOD, client_of, sample_app

JSON = {"Content-Type": "application/json"}
PROPOSAL = "/proposals/00000000-0000-0000-0000-000000000001"
FAILURES: dict[str, tuple[int, dict[str, Any]]] = {
    "an odd address": (400, {"method": "GET", "url": "/a//b"}),
    "no JSON": (400, {"method": "PUT", "url": PROPOSAL, "content": b"{", "headers": JSON}),
    "nobody signed in": (401, {"method": "GET", "url": "/mine"}),
    "another site's form": (
        403,
        {"method": "POST", "url": "/inscription", "headers": {"Sec-Fetch-Site": "cross-site"}},
    ),
    "an unknown address": (404, {"method": "GET", "url": "/nowhere"}),
    "an unknown file": (404, {"method": "GET", "url": "/assets/0/none.css"}),
    "another method": (405, {"method": "DELETE", "url": "/proposals"}),
    "another format": (406, {"method": "GET", "url": "/proposals", "headers": {"Accept": "image/png"}}),
    "a former version": (412, {"method": "PUT", "url": PROPOSAL, "json": GOOD, "headers": {"If-Match": '"1"'}}),
    "too large a body": (413, {"method": "PUT", "url": PROPOSAL, "content": b"x" * 300_000, "headers": JSON}),
    "too long a query": (414, {"method": "GET", "url": f"/proposals?format={'x' * 3000}"}),
    "a faulty field": (422, {"method": "PUT", "url": PROPOSAL, "json": {}}),
    "no version": (428, {"method": "PUT", "url": PROPOSAL, "json": GOOD}),
    "our own fault": (500, {"method": "GET", "url": "/fails"}),
    "no database": (503, {"method": "GET", "url": "/reads"}),
}


def assert_protected(headers: Any) -> None:
    assert {name: headers.get(name) for name in OF_EVERY_SITE} == OF_EVERY_SITE


@pytest.fixture
async def client() -> Any:
    async with client_of(sample_app(eligibility_url=BASE, programme_url=BASE, matchmaking_url=BASE)) as client:
        yield client


async def failed(client: AsyncClient, what: str, **more: str) -> Response:
    status, request = FAILURES[what]
    answer = await client.request(**{**request, "headers": {**request.get("headers", {}), **more}})
    assert answer.status_code == status, answer.text
    return answer


@pytest.mark.parametrize("what", FAILURES)
async def test_a_failure_is_protected_for_programs(client: AsyncClient, what: str) -> None:
    assert_protected((await failed(client, what)).headers)


@pytest.mark.parametrize("what", [name for name in FAILURES if name not in {"another format", "nobody signed in"}])
async def test_a_failure_is_protected_on_a_page(client: AsyncClient, what: str) -> None:
    assert_protected((await failed(client, what, Accept="text/html, */*;q=0.1")).headers)


async def test_too_many_attempts_are_protected(client: AsyncClient) -> None:
    for _ in range(10):
        await client.get("/mine", headers=bearer("x"))
    answer = await client.get("/mine", headers=bearer("x"))

    assert answer.status_code == 429
    assert_protected(answer.headers)


@pytest.mark.parametrize(
    ("status", "sent"),
    [
        (400, b"NOT HTTP\r\n\r\n"),
        (431, b"GET / HTTP/1.1\r\nHost: x\r\nx: " + b"a" * 40_000 + b"\r\n\r\n"),
        (408, b"POST /connexion/lien HTTP/1.1\r\nHost: x\r\n"),
    ],
)
async def test_what_never_reached_the_application_is_answered_as_protected(
    served: Served, status: int, sent: bytes
) -> None:
    head = (await served.said(sent)).partition(b"\r\n\r\n")[0].decode()
    line, *fields = head.split("\r\n")

    assert int(line.split()[1]) == status
    assert_protected({name.lower(): value for name, _, value in (field.partition(": ") for field in fields)})


def test_the_headers_are_those_that_browsers_obey() -> None:
    policy = OF_EVERY_SITE["content-security-policy"]

    assert {"default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'"} <= set(
        policy.split("; ")
    )
    assert "unsafe" not in policy
    assert (OF_EVERY_SITE["x-content-type-options"], OF_EVERY_SITE["x-frame-options"]) == ("nosniff", "DENY")
    assert OF_EVERY_SITE["referrer-policy"] == "strict-origin-when-cross-origin"
    assert OF_EVERY_SITE["cache-control"] == "no-store"
