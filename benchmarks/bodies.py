"""What the generator of load sends: the demonstration's manifestations under other titles, about 1 kB each."""

import json
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import uuid4

from benchmarks.client import HOST, Request

SAMPLE = Path(__file__).parents[1] / "moisess" / "sample" / "manifestations.jsonl"
FIRST = 16
REFUSED = "Les Tisserands du Velay"
"""The one organiser among the first whose registrations no listing follows."""


def registrations(*, port: int, authorization: str) -> Request:
    """Return a maker of requests, each a registration of its own."""
    head = (
        f"POST /manifestations HTTP/1.1\r\nHost: {HOST}:{port}\r\nAuthorization: {authorization}\r\n"
        "Content-Type: application/json\r\n"
    )
    bodies = [_numbered(record) for record in sample()]

    def request(number: int) -> bytes:
        body = bodies[number % len(bodies)].replace(b"#####", str(number).encode())
        return f"{head}Idempotency-Key: {uuid4()}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body

    return request


def sample() -> list[dict[str, Any]]:
    """Return the records that are accepted without a chamber."""
    with SAMPLE.open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in islice(lines, FIRST)]
    return [record for record in records if record["organiser"]["name"] != REFUSED]


def _numbered(record: dict[str, Any]) -> bytes:
    record = {**record, "title": f"{record['title']} (#####)", "external_id": None}
    return json.dumps(record, ensure_ascii=False).encode()
