"""A route has one address: whatever a proxy or a limit in front lets through or keeps out is what the service sees."""

import json

import pytest

from tests.security.process import Served

ODD = (
    "//connexion",
    "/connexion//",
    "/%63onnexion",
    "/conne%78ion",
    "/./connexion",
    "/x/../connexion",
    "/x/%2e%2e/connexion",
    "/.%2E/connexion",
    "/x/..",
    "/.",
    "/schema%2fopenapi.json",
    "/schema%2Fopenapi.json",
    "/schema\\openapi.json",
    "/schema%5copenapi.json",
    "/connexion%00",
    "/connexion%0a",
    "/connexion%7f",
    "/connexion%",
    "/connexion%zz",
    "/connexion%2",
    "/%2dconnexion",
    "/manifestations/%30",
    "http://x//connexion",
    "*",
)


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


async def asked(served: Served, target: str) -> bytes:
    return await served.said(f"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())


@pytest.mark.parametrize("target", ODD)
async def test_an_odd_address_is_refused_and_matches_nothing(served: Served, target: str) -> None:
    answer = await asked(served, target)

    document = json.loads(answer.partition(b"\r\n\r\n")[2])
    assert (status(answer), document["status"]) == (400, 400)
    assert document["type"] in {"urn:mois-ess:probleme:adresse-mal-formee", "urn:mois-ess:probleme:demande-illisible"}


@pytest.mark.parametrize("target", ["/connexion", "/schema/openapi.json", "/connexion?suite=%2Fx%2F..%2F%61//"])
async def test_its_own_address_leads_to_a_page(served: Served, target: str) -> None:
    assert status(await asked(served, target)) == 200


@pytest.mark.parametrize("target", ["/caf%C3%A9", "/a%20b", "/a/.b", "/..a", "/a...b", "/a.b"])
async def test_an_address_of_other_signs_is_only_unknown(served: Served, target: str) -> None:
    assert status(await asked(served, target)) == 404


async def test_what_is_odd_has_the_headers_of_every_answer(served: Served) -> None:
    answer = await asked(served, "//connexion")

    assert b"content-security-policy: " in answer
    assert b"x-correlation-id: " in answer
