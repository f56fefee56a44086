"""Broker or database away: what is acknowledged is kept, what cannot be kept is refused with a hint."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4

from deploy.kafka.broker import bring_up_to_date
from deploy.local.given import KAFKA, SERVICES, database_variable
from deploy.local.services import wait_until_ready
from moisess.demo.platform import Platform
from shared.kafka.cluster import Cluster
from shared.postgres.migrate import migrate
from tests.e2e.conftest import platform_on, prepared
from tests.e2e.steps import all_listed, submit
from tests.faults.observe import rows
from tests.support.builders import submission_body
from tests.support.postgres import FreshDatabase
from tests.support.private_servers import PrivateServer

CHAIN = ("submission", "eligibility", "programme")


async def test_with_the_broker_away_submissions_are_taken_and_listed_once_it_is_back(
    whole_environment: dict[str, str], fresh_database: FreshDatabase, private_kafka: PrivateServer, tmp_path: Path
) -> None:
    await bring_up_to_date(Cluster(private_kafka.address))
    databases = {database_variable(service): await fresh_database(service) for service in SERVICES}
    environment = {**whole_environment, **databases, KAFKA: private_kafka.address}
    async with running(environment, tmp_path) as platform:
        before = await submit(platform, title="Avant la panne")
        await all_listed(platform, [before])

        await private_kafka.kill()
        during = [await submit(platform, title=f"Pendant la panne, numéro {number}") for number in range(20)]
        waiting = await rows(databases[database_variable("submission")], "SELECT key FROM outbox")
        await private_kafka.start()

        assert set(during) == {row["key"] for row in waiting}
        await all_listed(platform, during)


async def test_with_the_database_away_the_answer_is_503_and_the_same_request_succeeds_later(
    whole_environment: dict[str, str], private_postgres: PrivateServer, private_kafka: PrivateServer, tmp_path: Path
) -> None:
    await bring_up_to_date(Cluster(private_kafka.address))
    await migrated(private_postgres.owners)
    databases = {database_variable(service): url for service, url in private_postgres.databases.items()}
    async with running({**whole_environment, **databases, KAFKA: private_kafka.address}, tmp_path) as platform:
        before = await submit(platform, title="Avant la panne")
        await all_listed(platform, [before])
        headers = {**platform.people.header("submission"), "Idempotency-Key": str(uuid4())}
        request = platform.client.build_request(
            "POST", f"{platform.urls['submission']}/manifestations", json=submission_body(), headers=headers
        )

        await private_postgres.stop()
        refused = await platform.client.send(request)
        await private_postgres.start()
        accepted = await platform.client.send(request)
        repeated = await platform.client.send(request)

        assert 503 == refused.status_code
        assert "application/problem+json" == refused.headers["content-type"]
        assert int(refused.headers["retry-after"]) > 0
        assert (201, 201) == (accepted.status_code, repeated.status_code)
        assert accepted.json()["manifestation_id"] == repeated.json()["manifestation_id"]
        await all_listed(platform, [before, accepted.json()["manifestation_id"]])


@asynccontextmanager
async def running(environment: Mapping[str, str], folder: Path) -> AsyncIterator[Platform]:
    """Run the chain's services on servers of this test alone."""
    services = prepared(environment, folder)
    for service in CHAIN:
        services.start(service)
    try:
        await asyncio.to_thread(wait_until_ready, services.running)
        async with platform_on(services, environment) as platform:
            yield platform
    finally:
        await asyncio.to_thread(services.stop_all)


async def migrated(owners: Mapping[str, str]) -> None:
    for service, url in owners.items():
        await asyncio.to_thread(migrate, url, service)
