"""Each service in turn on a real database, its broker out of reach, with something in it to ask for."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, cast

import pytest
from httpx import ASGITransport, AsyncClient
from litestar import Litestar

from deploy.local.given import rates
from shared.http.openapi import document
from shared.identity.caller import Role
from shared.postgres.database import Database
from tests.integration.submission.places.known import HANGAR, QUAI, published
from tests.support.service import NO_BROKER, bearer, new_key
from tests.support.submission import ALONE, registration_body

HOST = "testserver.local"
A_LOT = 1_000_000
ROLES: dict[str, Role] = {"submission": "service"}
"""National opens most; registering is for others."""
MANIFESTATION = registration_body(**ALONE)
BULK = {
    "items": [
        {"reference": "agenda-43", "manifestation": registration_body()},
        {"reference": "agenda-44", "withdrawn": True},
    ]
}
B2B_EVENT = {
    "name": "Rencontres de l’Ouest",
    "region_code": "53",
    "starts_at": "2026-11-20T09:00:00+01:00",
    "slot_minutes": 15,
    "slots": 4,
    "tables": 2,
}


@dataclass(frozen=True, kw_only=True)
class Target:
    """A service, somebody who may ask it, what it holds and good bodies for it."""

    app: Litestar
    client: AsyncClient
    bodies: dict[str, Any]
    """By method and path."""
    ids: dict[str, str] = field(default_factory=dict)
    """Of something that is there, by the name of the parameter."""


@pytest.fixture(params=["submission", "eligibility", "programme", "matchmaking"])
def service(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def target(service: str, database_url: str, database: Database) -> AsyncIterator[Target]:
    """Give it, its rates out of the way by its settings: here one client plays thousands."""
    prefix = f"{service.upper()}_"
    limits = {name.removeprefix(prefix).lower(): value for name, value in rates(A_LOT).items() if prefix in name}
    given = {"database_url": database_url, "KAFKA_BOOTSTRAP_SERVERS": NO_BROKER, "allowed_hosts": HOST, **limits}
    settings = import_module(f"services.{service}.settings").Settings.model_validate(given)
    app = import_module(f"services.{service}.app").create_app(settings, "api")
    started, done = asyncio.Event(), asyncio.Event()

    async def live() -> None:
        # In one task from end to end: a fixture's two halves may run in different ones.
        async with app.lifespan():
            started.set()
            await done.wait()

    living = asyncio.create_task(live())
    await started.wait()
    key = bearer(await new_key(database, ROLES.get(service, "national")))
    transport = ASGITransport(app=cast("Any", app))
    async with AsyncClient(transport=transport, base_url=f"http://{HOST}", headers=key) as client:
        bodies = documented(app) | GOOD_BODIES.get(service, {})
        yield await filled(Target(app=app, client=client, bodies=bodies), service, database)
    done.set()
    await living


def documented(app: Litestar) -> dict[str, Any]:
    """Return the examples of the document, by method and path: a new door is fuzzed with its own."""
    return {
        f"{method.upper()} {path}": content["example"]
        for path, operations in document(app)["paths"].items()
        for method, operation in operations.items()
        if isinstance(operation, dict)
        for content in operation.get("requestBody", {}).get("content", {}).values()
        if "example" in content
    }


GOOD_BODIES: dict[str, dict[str, Any]] = {
    "submission": {
        "POST /manifestations": MANIFESTATION,
        "PUT /manifestations/{manifestation_id}": MANIFESTATION,
        "PATCH /manifestations/{manifestation_id}": MANIFESTATION,
        "PUT /manifestations/by-reference/{reference}": registration_body(),
        "POST /manifestations/validation": registration_body(external_id="agenda-42"),
        "POST /manifestations/bulk/validation": BULK,
        "POST /manifestations/bulk": BULK,
    },
    "eligibility": {
        "POST /dossiers/{manifestation_id}/decisions": {"verdict": "eligible", "message": "Statuts vus."},
        "POST /dossiers/{manifestation_id}/visibility": {"online": False},
    },
    "programme": {"POST /print-snapshots": {"region_code": "53"}},
    "matchmaking": {
        "POST /b2b-events": B2B_EVENT,
        "POST /meetings": {
            "slot_id": "00000000-0000-4000-8000-000000000001",
            "structure_ids": ["00000000-0000-4000-8000-000000000002", "00000000-0000-4000-8000-000000000003"],
        },
    },
}
MADE = {
    "submission": ("POST /manifestations", "manifestation_id"),
    "programme": ("POST /print-snapshots", "snapshot_id"),
    "matchmaking": ("POST /b2b-events", "b2b_event_id"),
}


async def filled(target: Target, service: str, database: Database) -> Target:
    """Make something, so that what is asked of it goes all the way."""
    if service in MADE:
        how, name = MADE[service]
        method, path = how.split(" ")
        answer = await target.client.request(
            method, path, json=target.bodies[how], headers={"Idempotency-Key": "la-toute-premiere"}
        )
        assert answer.status_code == 201, answer.text
        target.ids[name] = answer.json()[name]
    if service == "submission":
        await published(database, HANGAR, QUAI)
    return target
