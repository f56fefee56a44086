"""How often a stranger may ask does not depend on what the request says of itself."""

import json

from tests.security.process import Served
from tests.security.test_paths import status


async def tried(served: Served, forwarded_for: str) -> bytes:
    head = (
        f"GET /manifestations HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: {forwarded_for}\r\n"
        "Authorization: Bearer moisess_nope\r\nConnection: close\r\n\r\n"
    )
    return await served.said(head.encode())


async def test_from_the_loopback_interface_too_wrong_keys_are_counted_whatever_address_is_named(served: Served) -> None:
    statuses = [status(await tried(served, f"192.0.2.{number}")) for number in range(12)]

    assert statuses == [401] * 10 + [429] * 2


async def test_the_description_of_the_api_is_counted_like_a_page(served: Served) -> None:
    answer = await served.said(b"GET /schema/openapi.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")

    head, _, body = answer.partition(b"\r\n\r\n")
    assert b'ratelimit-policy: "anonymous";q=1000;w=20' in head
    assert "429" in json.loads(body)["paths"]["/manifestations"]["get"]["responses"]
