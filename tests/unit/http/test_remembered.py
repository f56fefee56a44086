"""What anybody may read is answered from memory for a moment."""

import asyncio
from collections.abc import AsyncIterator
from itertools import count
from typing import Any, cast

import pytest
from httpx import ASGITransport, AsyncClient
from litestar import MediaType, Response, get
from litestar.types import ASGIApp, Receive, Scope, Send

from shared.http.application import create_litestar
from shared.http.exchange import Exchange
from shared.http.remembered import Remembered
from shared.http.revalidated import revalidated
from shared.postgres.database import Database
from tests.unit.http.sample import BASE, NOBODY_LISTENS, client_of, limits, site

LONG = "Mois de l’ESS " * 200
made = count(1)


@get("/programme")
async def programme(request: Exchange) -> Response[bytes]:
    return revalidated(request, f"{next(made)} {LONG}".encode(), MediaType.HTML)


@get("/gone")
async def gone() -> Response[str]:
    return Response(f"{next(made)}", status_code=410, headers={"Cache-Control": "public, no-cache", "ETag": '"1"'})


@get("/own")
async def own() -> Response[str]:
    return Response(f"{next(made)}", headers={"Cache-Control": "no-store", "ETag": '"1"'})


@pytest.fixture
async def client() -> AsyncIterator[AsyncClient]:
    app = create_litestar(
        site=site(),
        title="Échantillon",
        database=Database(NOBODY_LISTENS),
        checks={},
        limits=limits(),
        route_handlers=[programme, gone, own],
        remember_seconds=3600,
    )
    async with client_of(app) as client:
        yield client


def numbered(made: "count[int]") -> ASGIApp:
    """Return an application that answers with the number of its answer."""

    async def answer(_: Scope, __: Receive, send: Send) -> None:
        headers = [(b"cache-control", b"public, no-cache"), (b"etag", b'"1"')]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"%d" % next(made), "more_body": False})

    return answer


async def test_no_answer_is_older_than_it_may_be() -> None:
    clock, made = [0.0], count(1)
    app = Remembered(numbered(made), seconds=1, clock=lambda: clock[0])
    async with AsyncClient(transport=ASGITransport(cast("Any", app)), base_url=BASE) as client:
        asked = []
        for clock[0] in (0.0, 0.69, 1.0, 1.01):
            asked.append((await client.get("/")).text)
    assert asked == ["1", "1", "2", "2"]


async def test_answers_that_were_made_in_one_moment_are_not_made_again_in_one() -> None:
    clock, made = [0.0], count(1)
    app = Remembered(numbered(made), seconds=1, clock=lambda: clock[0])
    async with AsyncClient(transport=ASGITransport(cast("Any", app)), base_url=BASE) as client:
        for clock[0] in (0.0, 0.85):
            for number in range(100):
                await client.get(f"/{number}")
    assert 120 < next(made) < 180


@pytest.mark.parametrize(
    ("cache_control", "asked"), [(b"public, no-cache", ["1", "1", "1"]), (b"no-store", ["1", "2", "3"])]
)
async def test_those_who_ask_while_an_answer_is_made_wait_for_it_unless_it_may_not_be_kept(
    cache_control: bytes, asked: list[str]
) -> None:
    made, begun, go_on = count(1), asyncio.Event(), asyncio.Event()

    async def answer(_: Scope, __: Receive, send: Send) -> None:
        number = next(made)
        begun.set()
        await go_on.wait()
        headers = [(b"cache-control", cache_control), (b"etag", b'"1"')]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"%d" % number, "more_body": False})

    app = Remembered(answer, seconds=1)
    async with AsyncClient(transport=ASGITransport(cast("Any", app)), base_url=BASE) as client:
        first = asyncio.ensure_future(client.get("/"))
        await begun.wait()
        others = [asyncio.ensure_future(client.get("/")) for _ in range(3)]
        await asyncio.sleep(0)
        others.pop().cancel()
        go_on.set()
        answers = await asyncio.gather(first, *others)
    assert sorted(each.text for each in answers) == asked


async def test_those_who_ask_the_same_get_the_same_answer(client: AsyncClient) -> None:
    first, second = [await client.get("/programme?theme=eau") for _ in range(2)]
    assert (first.text, first.headers["etag"]) == (second.text, second.headers["etag"])
    assert first.headers["x-correlation-id"] != second.headers["x-correlation-id"]
    assert second.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/programme?theme=air", {}),
        ("/programme?theme=eau", {"Accept": "text/html"}),
        ("/programme?theme=eau", {"Cookie": "session=x"}),
    ],
)
async def test_whoever_asks_for_something_else_or_says_who_they_are_gets_an_answer_of_their_own(
    client: AsyncClient, path: str, headers: dict[str, str]
) -> None:
    first = await client.get("/programme?theme=eau")
    assert (await client.get(path, headers=headers)).text != first.text


@pytest.mark.parametrize("path", ["/gone", "/own"])
async def test_what_is_not_for_anybody_to_read_is_never_kept(client: AsyncClient, path: str) -> None:
    assert (await client.get(path)).text != (await client.get(path)).text


async def test_whoever_has_the_answer_already_is_told_so_from_memory_too(client: AsyncClient) -> None:
    asked = [await client.get("/programme", headers={"If-None-Match": "*"}) for _ in range(2)]
    has = {"If-None-Match": asked[0].headers["etag"]}
    asked.append(await client.get("/programme", headers=has))

    assert {(each.status_code, each.content) for each in asked} == {(304, b"")}
    assert len({each.headers["etag"] for each in asked}) == 1
    assert "content-length" not in asked[-1].headers
    assert (await client.get("/programme")).status_code == 200


async def test_each_gets_the_coding_that_it_reads(client: AsyncClient) -> None:
    read = ("zstd", "gzip", "identity") * 2
    answers = [await client.get("/programme", headers={"Accept-Encoding": coding}) for coding in read]
    codings = [each.headers.get("content-encoding") for each in answers]

    assert codings == ["zstd", "gzip", None] * 2
    assert [each.text for each in answers[:3]] == [each.text for each in answers[3:]]
