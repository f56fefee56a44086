"""What the generator of load sends: the demonstration's manifestations under other titles, about 1 kB each.

Each takes place elsewhere or on another day: a platform of 2,000 hardly ever has two in one commune on one day.
"""

import json
import re
import secrets
from functools import cache
from itertools import count, islice
from pathlib import Path
from typing import Any
from uuid import uuid4

from benchmarks.client import HOST, Request
from shared.geography import communes_of_postcode

SAMPLE = Path(__file__).parents[1] / "moisess" / "sample" / "manifestations.jsonl"
FIRST = 16
DAY = re.compile(r"2026-11-\d\d")
REFUSED = "Les Tisserands du Velay"
"""The one organiser among the first whose registrations no listing follows."""


def registrations(*, port: int, authorization: str) -> Request:
    """Return a maker of requests, each a registration of its own."""
    head = (
        f"POST /manifestations HTTP/1.1\r\nHost: {HOST}:{port}\r\nAuthorization: {authorization}\r\n"
        "Content-Type: application/json\r\n"
    )
    bodies = [_numbered(record) for record in sample()]
    places, owned = _places(), count(secrets.randbelow(10**9))

    def request(number: int) -> bytes:
        # Whoever counts its requests from zero again, as each round of a measure does, must not register twice.
        own = next(owned)
        postcode, commune = places[own % len(places)]
        filled = {b"#####": f"{own}", b"@@": f"{own // len(places) % 28 + 1:02}", b"%POST": postcode, b"%CODE": commune}
        body = bodies[number % len(bodies)]
        for blank, value in filled.items():
            body = body.replace(blank, value.encode())
        return f"{head}Idempotency-Key: {uuid4()}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body

    return request


def sample() -> list[dict[str, Any]]:
    """Return the records that are accepted without a chamber."""
    with SAMPLE.open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in islice(lines, FIRST)]
    return [record for record in records if record["organiser"]["name"] != REFUSED]


def _numbered(record: dict[str, Any]) -> bytes:
    place = {**record["place"], "postcode": "%POST", "commune_code": "%CODE"}
    record = {**record, "title": f"{record['title']} (#####)", "external_id": None, "place": place}
    return DAY.sub("2026-11-@@", json.dumps(record, ensure_ascii=False)).encode()


@cache
def _places() -> list[tuple[str, str]]:
    """Return a commune of each postcode of the mainland; the sample is on its clock."""
    found = [(f"{number:05}", communes_of_postcode(f"{number:05}")) for number in range(1000, 96000)]
    return [(postcode, communes[0].code) for postcode, communes in found if communes]
