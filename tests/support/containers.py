"""Kafka and PostgreSQL in containers, where an engine answers and has the images or gets them soon."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLong
from contextlib import contextmanager

import docker  # type: ignore[import-untyped]
import requests
from docker.errors import DockerException  # type: ignore[import-untyped]
from testcontainers.community.postgres import PostgresContainer
from testcontainers.core.config import testcontainers_config
from testcontainers.core.container import DockerContainer
from testcontainers.core.wait_strategies import LogMessageWaitStrategy

from deploy.local import ports

KAFKA_IMAGE = "apache/kafka:4.3.1"
POSTGRES_IMAGE = "postgres:18"
PULL_SECONDS = 90
START_SECONDS = 60
CONTROLLER_PORT = 9093
PASSWORD = "only-for-tests"


def missing() -> str | None:
    """Say which images the engine cannot get, None where it has them."""
    pool = ThreadPoolExecutor()
    pulls = {image: pool.submit(_have, image) for image in (KAFKA_IMAGE, POSTGRES_IMAGE)}
    try:
        absent = [image for image, pull in pulls.items() if not pull.result(PULL_SECONDS)]
    except TooLong:
        return f"the container engine did not get its images within {PULL_SECONDS} s"
    finally:
        pool.shutdown(wait=False)
    return f"the container engine cannot get {' and '.join(absent)}" if absent else None


@contextmanager
def running() -> Iterator[tuple[str, str]]:
    """Start both and give the broker's address and the administrator's URL."""
    # What tidies up after a killed run is a third image to get; the end of this block is enough for any other run.
    testcontainers_config.ryuk_disabled = True
    # A fixed port, since the broker has to know the address that it tells its clients.
    port = ports.free()
    kafka = (
        DockerContainer(KAFKA_IMAGE)
        .with_bind_ports(port, port)
        .with_envs(**_kafka_settings(port))
        .waiting_for(LogMessageWaitStrategy("Kafka Server started").with_startup_timeout(START_SECONDS))
    )
    postgres = PostgresContainer(
        POSTGRES_IMAGE, username="postgres", password=PASSWORD, dbname="postgres", driver=None
    ).with_command(["postgres", "-c", "max_connections=400"])
    with kafka, postgres:
        yield f"{kafka.get_container_host_ip()}:{port}", f"{postgres.get_connection_url()}?sslmode=disable"


def _have(image: str) -> bool:
    client = docker.from_env()
    try:
        if client.images.list(name=image):
            return True
        client.images.pull(image)
    except (DockerException, requests.RequestException):
        return False
    finally:
        client.close()
    return True


def _kafka_settings(port: int) -> dict[str, str]:
    return {
        "KAFKA_PROCESS_ROLES": "broker,controller",
        "KAFKA_NODE_ID": "1",
        "KAFKA_CONTROLLER_LISTENER_NAMES": "CONTROLLER",
        "KAFKA_CONTROLLER_QUORUM_VOTERS": f"1@localhost:{CONTROLLER_PORT}",
        "KAFKA_LISTENERS": f"PLAINTEXT://:{port},CONTROLLER://:{CONTROLLER_PORT}",
        "KAFKA_ADVERTISED_LISTENERS": f"PLAINTEXT://{ports.HOST}:{port}",
        "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP": "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "KAFKA_AUTO_CREATE_TOPICS_ENABLE": "false",
        "KAFKA_MESSAGE_MAX_BYTES": "2097152",
        "KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS": "0",
        "KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS": "4",
        "KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR": "1",
        "KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR": "1",
        "KAFKA_TRANSACTION_STATE_LOG_MIN_ISR": "1",
        "KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR": "1",
        "KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR": "1",
    }
