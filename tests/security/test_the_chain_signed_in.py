"""The whole chain with every service signed in as itself, on a broker that grants what is declared and nothing else."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest
from aiokafka import AIOKafkaProducer

from deploy.local.given import SERVICES, database_variable
from deploy.local.services import wait_until_ready
from moisess.demo.platform import Platform, expect
from shared.contracts.eligibility import DECISIONS
from shared.contracts.programme import LISTINGS
from shared.kafka.dead_letters import dead_letter_topic
from shared.kafka.last_records import read_last_records
from tests.e2e.conftest import platform_on, prepared
from tests.e2e.steps import listed, submit
from tests.support.eventually import eventually
from tests.support.kafka import read_records
from tests.support.postgres import FreshDatabase
from tests.support.secured_kafka import PARTNER, SecuredKafka


@pytest.fixture
async def environment(whole_environment: dict[str, str], fresh_database: FreshDatabase) -> dict[str, str]:
    """Give what all services are told, on databases of this test alone."""
    return {**whole_environment, **{database_variable(service): await fresh_database(service) for service in SERVICES}}


@pytest.fixture
async def signed_in(
    environment: dict[str, str], secured_kafka: SecuredKafka, tmp_path: Path
) -> AsyncIterator[Platform]:
    """Run the services, each under its own name and password."""
    services = prepared(environment, tmp_path)
    services.own = {service: secured_kafka.environment(service) for service in SERVICES}
    services.start_all()
    try:
        await asyncio.to_thread(wait_until_ready, services.running)
        async with platform_on(services, environment) as platform:
            yield platform
    finally:
        await asyncio.to_thread(services.stop_all)


async def test_a_manifestation_is_told_from_service_to_service_and_to_a_partner(
    signed_in: Platform, environment: dict[str, str], secured_kafka: SecuredKafka
) -> None:
    manifestation_id = await submit(signed_in, title="Atelier de réparation de vélos")
    await listed(signed_in, manifestation_id)

    async def read_by_the_partner() -> bool:
        last = await read_last_records(secured_kafka.cluster(PARTNER), LISTINGS.topic, client_id="tests")
        return manifestation_id in last

    async def known_to_matchmaking() -> bool:
        connection = await asyncpg.connect(environment[database_variable("matchmaking")])
        try:
            return bool(await connection.fetchval("SELECT count(*) FROM structures"))
        finally:
            await connection.close()

    await eventually(read_by_the_partner)
    await eventually(known_to_matchmaking)
    cut = expect(await signed_in.send("POST", "programme", "/print-snapshots", {"region_code": "53"}), 201)
    path = f"/print-snapshots/{cut['snapshot_id']}/verification"
    assert expect(await signed_in.send("POST", "programme", path), 200)["match"] is True
    await set_aside_by_its_readers(secured_kafka)
    await listed(signed_in, await submit(signed_in, title="Braderie solidaire"))


async def set_aside_by_its_readers(secured_kafka: SecuredKafka) -> None:
    """Write a bad record as the operator might, and wait for the dead letters, which readers write themselves."""
    operator = AIOKafkaProducer(**secured_kafka.operator.arguments())
    await operator.start()
    await operator.send_and_wait(DECISIONS.topic, b"not JSON", key=b"00000000-0000-4000-8000-000000000001")
    await operator.stop()

    address = secured_kafka.operator.bootstrap_servers
    for group in ("programme.decisions", "submission.decisions"):
        [letter] = await read_records(address, dead_letter_topic(DECISIONS.topic, group), count=1)
        assert b"not JSON" == letter.value
