import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.kafka.declared import declared
from deploy.local.given import SERVICES
from deploy.local.jars import listed

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load((ROOT / "deploy" / "compose" / "compose.yaml").read_text("utf-8"))
    found: dict[str, Any] = document["services"]
    return found


def test_each_service_runs_in_both_roles_from_its_own_image_after_its_migrations(services: dict[str, Any]) -> None:
    for service in SERVICES:
        for role in ("api", "worker"):
            container = services[f"{service}-{role}"]
            assert container["image"] == f"mois-ess/{service}"
            assert container["command"] == ["serve", service, "--role", role]
            migrated = container["depends_on"][f"{service}-migrate"]
            assert migrated == {"condition": "service_completed_successfully"}


def test_no_api_waits_for_the_broker(services: dict[str, Any]) -> None:
    for service in SERVICES:
        assert not {"kafka", "topics"} & set(services[f"{service}-api"]["depends_on"])


def test_ports_are_published_on_the_loopback_interface_only(services: dict[str, Any]) -> None:
    published = [port for container in services.values() for port in container.get("ports", [])]

    assert len(published) == 6
    assert all(port.startswith("127.0.0.1:") for port in published)


def test_containers_and_the_native_stack_run_the_same_kafka(services: dict[str, Any]) -> None:
    (version,) = {jar.version for jar in listed() if jar.artifact == "kafka_2.13"}
    properties = (ROOT / "deploy" / "local" / "server.properties").read_text("utf-8")
    native = dict(re.findall(r"^([a-z.]+)=(.*)$", properties, re.MULTILINE))
    contained = services["kafka"]["environment"]

    assert services["kafka"]["image"] == f"apache/kafka:{version}"
    for setting in ("auto.create.topics.enable", "message.max.bytes", "group.initial.rebalance.delay.ms"):
        assert contained[f"KAFKA_{setting.upper().replace('.', '_')}"] == native[setting]


def test_the_broker_takes_what_every_topic_takes(services: dict[str, Any]) -> None:
    largest = max(topic.max_message_bytes for topic in declared() if topic.dead_letters_of is None)

    assert int(services["kafka"]["environment"]["KAFKA_MESSAGE_MAX_BYTES"]) == largest
