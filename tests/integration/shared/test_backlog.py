"""What waits in the outbox is seen by every process, also while nothing can be sent."""

import pytest
from httpx import AsyncClient
from prometheus_client import REGISTRY

from services.submission.app import create_app
from services.submission.settings import Settings
from shared import readiness
from shared.contracts.submission import MANIFESTATIONS
from shared.outbox import backlog
from shared.outbox.append import outbox_row
from shared.outbox.backlog import Backlog
from shared.postgres.database import Database
from shared.settings import Role
from tests.integration.shared.relaying import append
from tests.support.builders import manifestation_changed
from tests.support.eventually import eventually
from tests.support.postgres import FreshDatabase, OpenDatabase
from tests.support.service import without_broker
from tests.unit.http.sample import client_of


async def test_the_age_of_the_first_row_grows_while_nothing_is_sent_and_is_nothing_once_all_is(
    open_database: OpenDatabase,
) -> None:
    database = await open_database("submission")
    looking = Backlog(database=database, service="backlog")
    await looking.look()
    empty = age()
    await wait_for_an_hour(database)

    await looking.look()
    first = age()
    await looking.look()
    second = age()
    async with database.transaction() as tx:
        await tx.execute("DELETE FROM outbox")
    await looking.look()

    assert 0 == empty
    assert 3600 <= first < second
    assert 0 == age()


async def test_a_row_that_stays_first_is_stuck_and_one_that_follows_another_is_not(
    open_database: OpenDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 100.0
    monkeypatch.setattr(backlog, "monotonic", lambda: now)
    database = await open_database("submission")
    looking = Backlog(database=database, service="backlog")
    await wait_for_an_hour(database)
    await looking.look()
    now = 140.0
    await looking.look()
    assert 40 == looking.stuck_seconds

    await wait_for_an_hour(database)
    async with database.transaction() as tx:
        await tx.execute("DELETE FROM outbox WHERE id = (SELECT min(id) FROM outbox)")
    await looking.look()

    assert 0 == looking.stuck_seconds


@pytest.mark.parametrize(("role", "status"), [("worker", "fault"), ("api", "degraded")])
async def test_readiness_names_a_relay_that_sends_nothing_and_doors_stay_open(
    fresh_database: FreshDatabase, monkeypatch: pytest.MonkeyPatch, role: Role, status: str
) -> None:
    monkeypatch.setattr(readiness, "STUCK_SECONDS", 0)
    monkeypatch.setattr(backlog, "LOOK_SECONDS", 0.02)
    url = await fresh_database("submission")
    database = Database(url)
    app = create_app(without_broker(Settings, url), role)
    async with app.lifespan(), client_of(app.state.operations) as client:
        assert "ok" == (await relay_check(client))["status"]
        await wait_for_an_hour(database)

        async def named() -> bool:
            return (await relay_check(client))["status"] == status

        await eventually(named)
        answer = await client.get("/health/ready")

    await database.close()
    assert (503 if status == "fault" else 200) == answer.status_code
    assert "Kafka ne répond pas" in answer.json()["checks"]["relay"]["detail"]


async def relay_check(client: AsyncClient) -> dict[str, str]:
    checks: dict[str, dict[str, str]] = (await client.get("/health/ready")).json()["checks"]
    return checks["relay"]


async def wait_for_an_hour(database: Database) -> None:
    """Leave a row that was written an hour ago."""
    async with database.transaction() as tx:
        await append(tx, outbox_row(MANIFESTATIONS, manifestation_changed()))
        await tx.execute("UPDATE outbox SET created_at = now() - interval '1 hour'")


def age() -> float:
    return REGISTRY.get_sample_value("outbox_oldest_row_seconds", {"service": "backlog"}) or 0
