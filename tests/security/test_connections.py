"""What a connection may send, and how long it may take, against a real process."""

import asyncio
import json
from typing import Any

import pytest

from tests.security.process import Served

GET = b"GET /connexion HTTP/1.1\r\nHost: x\r\n"
POST = b"POST /connexion/lien HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
CLOSE = b"Connection: close\r\n\r\n"
MEGABYTE = b"a" * 1_000_000


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


def problem(answer: bytes) -> dict[str, Any]:
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"content-type: application/problem+json" in head
    assert b"connection: close" in head
    document: dict[str, Any] = json.loads(body)
    assert document["status"] == status(answer)
    return document


async def is_well(served: Served) -> bool:
    return status(await served.said(GET + CLOSE)) == 200


async def test_a_head_of_31_kilobytes_and_99_headers_is_taken(served: Served) -> None:
    many = b"".join(b"x-%d: 1\r\n" % n for n in range(97))

    assert status(await served.said(GET + b"x: " + b"a" * 31_000 + b"\r\n" + CLOSE)) == 200
    assert status(await served.said(GET + many + CLOSE)) == 200


@pytest.mark.parametrize(
    "headers",
    [
        b"x: " + b"a" * 33_000 + b"\r\n",
        b"".join(b"x-%d: " % n + b"a" * 1000 + b"\r\n" for n in range(33)),
        b"".join(b"x-%d: 1\r\n" % n for n in range(100)),
        b"x-long: " + b"a" * 50_000,
        b"a" * 50_000,
    ],
    ids=["one header", "all together", "too many", "one that does not end", "a name that does not end"],
)
async def test_a_larger_head_is_refused_and_the_connection_closed(served: Served, headers: bytes) -> None:
    document = problem(await served.said(GET + headers + CLOSE))

    assert (document["status"], document["type"]) == (431, "urn:mois-ess:probleme:en-tetes-trop-grands")
    assert "32 ko" in document["detail"]


async def test_an_address_counts_as_well(served: Served) -> None:
    assert status(await served.said(b"GET /" + b"a" * 33_000 + b" HTTP/1.1\r\nHost: x\r\n" + CLOSE)) == 431


@pytest.mark.parametrize(
    "endless",
    [
        GET + b"x: ",
        b"GET /",
        b"\r\n" * 10,
        POST + b"Transfer-Encoding: chunked\r\n\r\n0\r\nx: ",
        POST + b"Transfer-Encoding: chunked\r\n\r\n1;",
    ],
    ids=["header", "address", "empty lines", "trailer", "chunk extension"],
)
async def test_what_has_no_end_is_not_read_on(served: Served, endless: bytes) -> None:
    """Twenty megabytes are on offer: the server hangs up before it has taken them."""
    following = b"\r\n" * 500_000 if endless.startswith(b"\r\n") else MEGABYTE

    answer = await served.said(endless, *[following] * 20)

    assert answer == b"" or status(answer) in {413, 422, 429, 431}
    assert await is_well(served)


@pytest.mark.timeout(150)
async def test_whoever_does_not_go_on_is_hung_up_on(served: Served) -> None:
    """All of them at once; that the server ends each is the promise, and 90 s the patience of the test."""
    silent, head, body, kept, stray, early = await asyncio.gather(
        served.said(),
        served.said(GET + b"x: a"),
        served.said(POST + b"Content-Length: 100\r\n\r\njeton="),
        served.said(GET + b"\r\n"),
        served.said(GET + b"\r\n", b"\r\n"),
        served.said(b"GET /nulle-part HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc"),
    )

    assert silent == b""
    assert problem(head)["type"] == problem(body)["type"] == "urn:mois-ess:probleme:demande-trop-lente"
    assert status(head) == status(body) == 408
    assert status(kept) == status(stray) == 200
    assert status(early) == 404


async def test_a_body_that_breaks_off_is_no_incident(served: Served) -> None:
    before = served.log.read_text("utf-8")

    await asyncio.gather(*(served.said(POST + b"Content-Length: 100\r\n\r\njeton=", hang_up=True) for _ in range(5)))
    await served.said(POST + b"Content-Length: 100000000\r\n" + CLOSE, hang_up=True)
    _, writer = await asyncio.open_connection("127.0.0.1", served.port)
    writer.write(POST + b"Content-Length: 100\r\n\r\njeton=")
    await writer.drain()
    writer.transport.abort()
    assert await is_well(served)

    log = served.log.read_text("utf-8").removeprefix(before)
    assert '"level":"error"' not in log
    assert "Traceback" not in log
    assert '"status":500' not in log


async def test_no_request_writes_much_of_a_log(served: Served) -> None:
    before = len(served.log.read_bytes())
    loud = b"/assets/x/" + b"a" * 31_000

    await served.said(b"GET " + loud + b" HTTP/1.1\r\nHost: x\r\n" + CLOSE)
    await served.said(b"GET " + loud + b" HTTP/9.9\r\nHost: x\r\n" + CLOSE)
    await served.said(GET + b"Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n" + b"a" * 500_000)

    assert len(served.log.read_bytes()) - before < 10_000


async def test_a_request_that_asks_for_another_protocol_is_answered(served: Served) -> None:
    assert status(await served.said(GET + b"Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n")) == 200


async def test_what_is_no_http_is_told_so(served: Served) -> None:
    document = problem(await served.said(b"\x16\x03\x01 bonjour\r\n\r\n"))

    assert (document["status"], document["type"]) == (400, "urn:mois-ess:probleme:demande-illisible")


async def test_requests_one_behind_the_other_are_all_answered(served: Served) -> None:
    """Pipelining: what is counted is counted for each."""
    one = GET + b"x: " + b"a" * 20_000 + b"\r\n\r\n"

    answers = await served.said(one * 10 + GET + CLOSE)

    assert answers.count(b"HTTP/1.1 200") == 11


@pytest.mark.timeout(150)
async def test_more_connections_than_the_limit_are_told_to_come_back(served: Served) -> None:
    held = [await asyncio.open_connection("127.0.0.1", served.port) for _ in range(805)]
    try:
        answer = await served.said(GET + CLOSE)
    finally:
        for _, writer in held:
            writer.close()

    assert problem(answer)["type"] == "urn:mois-ess:probleme:indisponible"
    assert b"retry-after: 2" in answer
