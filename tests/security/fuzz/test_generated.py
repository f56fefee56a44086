"""What the description of the API lets be sent, and what it forbids, drawn by Schemathesis: the same each time."""

from collections.abc import Iterator
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.core import NotSet
from schemathesis.core.result import Ok

from tests.security.fuzz.asking import as_json, ask
from tests.security.fuzz.conftest import HOST, Target

EACH = 6
"""Requests of an operation, of what is allowed and of what is not."""
UNSENDABLE = set("\0\r\n")
OURS = ("authorization", "content-type", "host")

bounded = settings(
    max_examples=EACH,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


async def test_whatever_is_drawn_from_the_description_is_answered_or_refused(target: Target) -> None:
    for case in drawn(target.app.openapi_schema.to_schema()):
        sent = case.as_transport_kwargs(base_url=f"http://{HOST}")
        kind = "application/merge-patch+json" if sent["method"] == "PATCH" else "application/json"
        body = {"content": as_json(sent["json"])} if not isinstance(sent.get("json", NotSet()), NotSet) else {}
        headers = [*told(sent["headers"]), (b"Content-Type", kind.encode())]
        await ask(target.client, sent["method"], sent["url"], params=sent["params"], headers=headers, **body)


def told(headers: dict[str, Any]) -> Iterator[tuple[bytes, bytes]]:
    """Give the headers that a server lets through, but for those that say who asks."""
    for name, value in headers.items():
        if name.isascii() and name.lower() not in OURS and not UNSENDABLE & set(str(value)):
            yield name.encode(), str(value).encode("utf-8", "surrogatepass")


def drawn(description: dict[str, Any]) -> list[schemathesis.Case[Any]]:
    """Return some requests for each operation."""
    cases: list[schemathesis.Case[Any]] = []
    for result in schemathesis.openapi.from_dict(description).get_all_operations():
        assert isinstance(result, Ok), result
        operation = result.ok()
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):

            @bounded
            @given(operation.as_strategy(generation_mode=mode))
            def keep(case: schemathesis.Case[Any]) -> None:
                cases.append(case)

            try:
                keep()
            except Unsatisfiable:
                # What takes nothing can be given nothing wrong.
                continue
    return cases
