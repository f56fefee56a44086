"""What becomes of a process whom the broker does not let in: it says so in one sentence, and it is not ready."""

import asyncio
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest
from structlog.testing import capture_logs

from deploy.local.services import Services
from shared.contracts.eligibility import DECISIONS
from shared.contracts.stream import Stream
from shared.contracts.submission import MANIFESTATIONS
from shared.kafka.cluster import Cluster
from shared.kafka.consumers import Consumers
from shared.kafka.history import history
from shared.kafka.producer import start_producer
from shared.kafka.refusal import AccessRefused
from shared.kafka.subscription import Subscription
from shared.postgres.database import Tx
from tests.support.command import moisess
from tests.support.eventually import eventually
from tests.support.postgres import FreshDatabase, OpenDatabase, owner_url
from tests.support.secured_kafka import SecuredKafka

WRONG = "not the password"
LISTINGS = "ess.public.programme.listings.v1"


async def test_a_wrong_password_is_named_wherever_a_client_is_opened(secured_kafka: SecuredKafka) -> None:
    cluster = secured_kafka.cluster("programme", password=WRONG)

    with pytest.raises(AccessRefused, match="refuse l’utilisateur « programme »"):
        await start_producer(cluster, client_id="tests")
    with pytest.raises(AccessRefused, match="KAFKA_PASSWORD"):
        async with history(cluster, LISTINGS, client_id="tests"):
            pass


async def test_a_mechanism_that_the_broker_does_not_know_is_named(secured_kafka: SecuredKafka) -> None:
    cluster = Cluster(
        secured_kafka.address,
        security_protocol="SASL_PLAINTEXT",
        sasl_mechanism="SCRAM-SHA-256",
        username="programme",
        password=secured_kafka.passwords["programme"],
    )

    with pytest.raises(AccessRefused, match="KAFKA_SASL_MECHANISM"):
        await start_producer(cluster, client_id="tests")


async def test_signing_in_where_nobody_is_asked_to_is_named(secured_kafka: SecuredKafka) -> None:
    cluster = Cluster(
        secured_kafka.operator.bootstrap_servers,
        security_protocol="SASL_PLAINTEXT",
        username="programme",
        password=secured_kafka.passwords["programme"],
    )

    with pytest.raises(AccessRefused, match="n’identifie personne"):
        await start_producer(cluster, client_id="tests")


@pytest.mark.parametrize(
    "command",
    [
        ("topics", "check"),
        ("topics", "acls", "plan"),
        ("dlq", "list"),
        ("groups", "lag"),
        ("rebuild", "matchmaking"),
        ("reconcile", "matchmaking"),
    ],
    ids=" ".join,
)
async def test_a_command_says_it_in_one_sentence(
    command: tuple[str, ...], secured_kafka: SecuredKafka, fresh_database: FreshDatabase
) -> None:
    url = await fresh_database("matchmaking")
    environment = {
        **secured_kafka.environment("matchmaking"),
        "KAFKA_PASSWORD": WRONG,
        "MATCHMAKING_DATABASE_URL": url,
        "MATCHMAKING_DATABASE_OWNER_URL": owner_url(url),
    }

    finished = await moisess(*command, environment=environment)

    assert 1 == finished.code
    assert re.search("refuse l’utilisateur « matchmaking ».*KAFKA_PASSWORD", finished.output), finished.output
    assert "Traceback" not in finished.output
    assert WRONG not in finished.output


async def test_a_service_says_it_in_its_log_and_is_not_ready(
    secured_kafka: SecuredKafka, fresh_database: FreshDatabase, tmp_path: Path
) -> None:
    environment = {
        **secured_kafka.environment("matchmaking"),
        "KAFKA_PASSWORD": WRONG,
        "MATCHMAKING_DATABASE_URL": await fresh_database("matchmaking"),
    }
    services = Services(environment=environment, folder=tmp_path, usual={})
    running = services.start("matchmaking", role="worker")
    try:
        answer = await eventually(lambda: refused(running.operations_url)) or {}

        assert "refuse l’utilisateur « matchmaking »" in str(answer["relay"])
        assert "refuse l’utilisateur « matchmaking »" in str(answer["consumers"])
        lines = [json.loads(line) for line in running.log.read_text().splitlines() if line.startswith("{")]
        said = {line["event"] for line in lines if "KAFKA_PASSWORD" in line.get("error", "")}
        assert {"relay_interrupted", "consumer_interrupted"} <= said
        assert WRONG not in running.log.read_text()
    finally:
        await asyncio.to_thread(services.stop_all)


async def refused(url: str) -> Mapping[str, Any] | None:
    async with httpx.AsyncClient() as client:
        try:
            answer = await client.get(f"{url}/health/ready")
        except httpx.TransportError:
            return None
    checks: dict[str, Any] = answer.json()["checks"]
    both = all("KAFKA_PASSWORD" in str(checks[name]) for name in ("relay", "consumers"))
    return checks if answer.status_code == httpx.codes.SERVICE_UNAVAILABLE and both else None


@pytest.mark.parametrize(
    ("stream", "group", "named"),
    [
        (MANIFESTATIONS, "programme.manifestations", "TopicAuthorizationFailedError"),
        (DECISIONS, "submission.decisions", "GroupAuthorizationFailedError"),
    ],
    ids=["topic", "group"],
)
async def test_a_consumer_that_may_not_read_says_what_it_may_not(
    stream: Stream[Any], group: str, named: str, secured_kafka: SecuredKafka, open_database: OpenDatabase
) -> None:
    consumers = Consumers(
        database=await open_database("programme"),
        cluster=secured_kafka.cluster("programme"),
        subscriptions=[Subscription(stream=stream, group=group, handle=nothing)],
    )

    async def said() -> bool:
        return any(line["event"] == "consumer_interrupted" and named in line["error"] for line in lines)

    with capture_logs() as lines:
        running = asyncio.create_task(consumers.run())
        try:
            await eventually(said, within=30)
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)


async def nothing(_tx: Tx, _received: object) -> None:
    raise AssertionError
