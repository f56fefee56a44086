import asyncio
from collections.abc import Awaitable, Callable

import pytest

from shared.http import health
from shared.http.health import Degraded, NotReady
from tests.unit.http.sample import client_of, problem, sample_app


async def fine() -> None:
    """Nothing is wrong."""


def failing(error: Exception) -> Callable[[], Awaitable[None]]:
    async def check() -> None:
        raise error

    return check


async def test_a_process_is_alive_whatever_its_database_does() -> None:
    async with client_of(sample_app(checks={"database": failing(OSError())}).state.operations) as client:
        response = await client.get("/health/live")

    assert (response.status_code, response.json()) == (200, {"status": "ok"})


async def test_ready_names_every_check() -> None:
    async with client_of(sample_app(checks={"database": fine, "relay": fine}).state.operations) as client:
        response = await client.get("/health/ready")

    assert response.status_code == 200
    assert response.json() == {"status": "ok", "checks": {"database": {"status": "ok"}, "relay": {"status": "ok"}}}


async def test_not_ready_says_which_part_and_why_without_secrets() -> None:
    checks = {
        "database": failing(OSError("postgresql://moisess:sesame@127.0.0.1")),
        "migrations": failing(NotReady("migrations manquantes : 0012")),
        "relay": fine,
    }
    async with client_of(sample_app(checks=checks).state.operations) as client:
        response = await client.get("/health/ready")

    document = problem(response)
    assert response.status_code == 503
    assert document["detail"] == "En défaut : database, migrations."
    assert document["checks"] == {
        "database": {"status": "fault", "detail": "OSError"},
        "migrations": {"status": "fault", "detail": "migrations manquantes : 0012"},
        "relay": {"status": "ok"},
    }


async def test_a_part_that_lags_behind_is_named_and_requests_are_still_taken() -> None:
    async with client_of(
        sample_app(checks={"database": fine, "relay": failing(Degraded("en retard"))}).state.operations
    ) as client:
        response = await client.get("/health/ready")

    assert response.status_code == 200
    assert response.json() == {
        "status": "degraded",
        "checks": {"database": {"status": "ok"}, "relay": {"status": "degraded", "detail": "en retard"}},
    }


async def test_a_check_that_hangs_does_not_hold_up_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    async def hang() -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(health, "CHECK_SECONDS", 0.01)
    async with client_of(sample_app(checks={"broker": hang}).state.operations) as client:
        response = await client.get("/health/ready")

    assert response.status_code == 503
    assert "pas de réponse" in response.json()["checks"]["broker"]["detail"]
