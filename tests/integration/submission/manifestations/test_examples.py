"""What the description of the API shows as examples is taken as it is."""

from typing import Any

from litestar import Litestar

from services.submission.app import create_app
from services.submission.settings import Settings
from shared.http.openapi import document
from shared.postgres.database import Database
from tests.integration.submission.manifestations.test_http import headers
from tests.integration.submission.organiser_space.test_thread import decide, said
from tests.support.service import Client, MakeKey, without_broker

UNDOCUMENTED = "postgresql://n:n@127.0.0.1:1/n"
WRITES = ("put", "post", "patch")


def described() -> dict[str, Any]:
    app: Litestar = create_app(without_broker(Settings, UNDOCUMENTED), "api")
    paths: dict[str, Any] = document(app)["paths"]
    return paths


def test_every_operation_that_takes_a_body_shows_one() -> None:
    without = [
        f"{method} {path}"
        for path, operations in described().items()
        for method, operation in operations.items()
        for kind in _json_bodies(operation).values()
        if "example" not in kind
    ]

    assert [] == without


async def test_every_example_is_taken(client: Client, database: Database, make_key: MakeKey) -> None:
    key = await make_key("service")
    version, ids = 1, {"reference": "agenda-41"}
    for method, path, operation in sorted(_with_example(), key=lambda found: found[1] != "/manifestations"):
        [(kind, content)] = operation["requestBody"]["content"].items()
        if path.endswith("/appeal"):
            await decide(database, ids["manifestation_id"], said("refused", "Sans lien avec l’ESS.", version))
        sent = headers(key, Idempotency_Key=f"exemple-{method}-{path}", If_Match=f'"{version}"', Content_Type=kind)
        answer = await client.request(method, path.format(**ids), json=content["example"], headers=sent)

        assert str(answer.status_code) in operation["responses"]
        assert answer.status_code < 300, (path, answer.text)
        shown = answer.json()
        if path == "/manifestations":
            ids["manifestation_id"] = shown["manifestation_id"]
        if "manifestation_id}" in path:
            version = shown["version"]
        assert [201, 201, 404] == [item["status"] for item in shown.get("items", [])] or "items" not in shown


def _with_example() -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (method, path, operation)
        for path, operations in described().items()
        for method, operation in operations.items()
        if method in WRITES and _json_bodies(operation)
    ]


def _json_bodies(operation: dict[str, Any]) -> dict[str, Any]:
    """Return what an operation takes in JSON, by media type; a form with a file in it has no example to be sent."""
    content = operation.get("requestBody", {}).get("content", {})
    return {kind: shown for kind, shown in content.items() if kind.endswith("json")}
