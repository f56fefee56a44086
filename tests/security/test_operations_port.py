"""What is for operators alone is not at the port that everybody reaches, under whatever spelling."""

import pytest

from tests.security.process import Served


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


def get(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()


OPERATORS = ("/health/live", "/health/ready", "/metrics")


@pytest.mark.parametrize("path", [*OPERATORS, "//metrics", "/%6detrics", "/metrics/", "/x/../metrics", "/health//live"])
async def test_the_public_port_knows_nothing_of_it(served: Served, path: str) -> None:
    assert status(await served.said(get(path))) in {400, 404}


@pytest.mark.parametrize(("path", "expected"), [("/health/live", 200), ("/health/ready", 503), ("/metrics", 200)])
async def test_the_operators_port_answers(served: Served, path: str, expected: int) -> None:
    """The database of this process is out of reach, so that it is alive and not ready."""
    assert status(await served.said(get(path), port=served.operations_port)) == expected


@pytest.mark.parametrize("path", ["/connexion", "/manifestations", "/schema/openapi.json"])
async def test_the_operators_port_has_no_other_door(served: Served, path: str) -> None:
    assert status(await served.said(get(path), port=served.operations_port)) == 404


async def test_its_limits_are_those_of_the_public_port(served: Served) -> None:
    long = b"GET /health/live HTTP/1.1\r\nHost: x\r\nx: " + b"a" * 33_000 + b"\r\n\r\n"

    assert status(await served.said(long, port=served.operations_port)) == 431
