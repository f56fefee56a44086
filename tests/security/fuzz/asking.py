"""Sends a request and looks at what must hold of any answer."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from httpx import AsyncClient, Response
from litestar import Litestar

REGISTER_AWAY = "urn:mois-ess:probleme:registre-indisponible"
SECURITY_HEADERS = {
    "content-security-policy",
    "x-content-type-options",
    "referrer-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "permissions-policy",
    "x-frame-options",
    "cache-control",
    "x-correlation-id",
}
MERGE_PATCH = "application/merge-patch+json"


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One way to ask, as the description of the API has it."""

    method: str
    path: str
    parameters: dict[str, list[str]]
    """Names by where they stand: ``query``, ``header``, ``path``."""
    takes_body: bool
    """In JSON; forms with a file are tried with their readers."""

    def address(self, ids: dict[str, str]) -> str:
        """Return the path of something that is there."""
        return self.path.format(**{name: ids.get(name, NOWHERE) for name in self.parameters.get("path", [])})

    def headers(self) -> dict[str, str]:
        """Return what lets the request through to the value that is looked at."""
        kind = MERGE_PATCH if self.method == "PATCH" else "application/json"
        return {"Content-Type": kind, "Idempotency-Key": "une-cle-de-cet-essai", "If-Match": '"1"'}


NOWHERE = "00000000-0000-4000-8000-00000000dead"


def operations(app: Litestar) -> Iterator[Operation]:
    """Give every operation of a service."""
    for path, found in app.openapi_schema.to_schema()["paths"].items():
        for method, operation in found.items():
            places: dict[str, list[str]] = {}
            for parameter in operation.get("parameters", []):
                places.setdefault(parameter["in"], []).append(parameter["name"])
            yield Operation(method=method.upper(), path=path, parameters=places, takes_body=_takes_json(operation))


def _takes_json(operation: Mapping[str, Any]) -> bool:
    return any(kind.endswith("json") for kind in operation.get("requestBody", {}).get("content", {}))


async def ask(client: AsyncClient, method: str, address: str, **sent: Any) -> Response:
    """Send and look at the answer; what was sent is told where it breaks something."""
    answer = await client.request(method, address, **sent)
    told = (method, address[:300], str(sent)[:300], answer.status_code, answer.text[:300])
    # The public register does not answer here, and whoever asks it is told so.
    assert answer.status_code < 500 or answer.json()["type"] == REGISTER_AWAY, told
    assert answer.headers.keys() >= SECURITY_HEADERS, told
    if answer.status_code >= 400 and answer.headers["content-type"].startswith("application/"):
        assert answer.headers["content-type"] == "application/problem+json", told
        assert answer.json()["detail"], told
    return answer


def as_json(value: Any) -> bytes:
    """Encode as a careless client does: halves of characters escaped, numbers of any size."""
    return json.dumps(value).encode()
