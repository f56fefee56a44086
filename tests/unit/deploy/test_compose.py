import re
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from deploy.kafka.declared import declared
from deploy.local.databases import owner_of
from deploy.local.given import SERVICES, database_variable, owner_variable
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


def test_clients_sign_in_and_the_operator_is_in_the_brokers_own_network(services: dict[str, Any]) -> None:
    broker = services["kafka"]["environment"]
    protocols = dict(each.split(":") for each in broker["KAFKA_LISTENER_SECURITY_PROTOCOL_MAP"].split(","))
    listeners = dict(each.split("://") for each in broker["KAFKA_LISTENERS"].split(","))

    in_the_clear = {name for name, protocol in protocols.items() if protocol == "PLAINTEXT"}
    assert {"OPERATOR", "CONTROLLER"} == in_the_clear
    assert all(listeners[name].startswith("127.0.0.1:") for name in in_the_clear)
    assert "service:kafka" == services["topics"]["network_mode"]
    assert "127.0.0.1:29093" == services["topics"]["environment"]["KAFKA_BOOTSTRAP_SERVERS"]
    assert "org.apache.kafka.metadata.authorizer.StandardAuthorizer" == broker["KAFKA_AUTHORIZER_CLASS_NAME"]


def test_each_service_has_its_own_passwords_and_no_other(services: dict[str, Any]) -> None:
    for service in SERVICES:
        for role in ("api", "worker"):
            container = services[f"{service}-{role}"]
            environment = container["environment"]
            assert service == environment["KAFKA_USERNAME"]
            assert {f"kafka-{service}", f"database-{service}"} == set(container["secrets"])
            assert f"/run/secrets/kafka-{service}" == environment["KAFKA_PASSWORD_FILE"]
            assert service == urlsplit(environment[database_variable(service)]).username
            assert f"/run/secrets/database-{service}" == environment[f"{service.upper()}_DATABASE_PASSWORD_FILE"]
            assert owner_variable(service) not in environment


def test_tables_are_changed_by_their_owner_in_a_job_of_its_own(services: dict[str, Any]) -> None:
    for service in SERVICES:
        job = services[f"{service}-migrate"]
        assert owner_of(service) == urlsplit(job["environment"][owner_variable(service)]).username
        file = job["environment"][f"{service.upper()}_DATABASE_OWNER_PASSWORD_FILE"]
        assert f"/run/secrets/database-{service}-owner" == file
        assert f"database-{service}-owner" in job["secrets"]
        assert database_variable(service) not in job["environment"]


def test_every_secret_is_drawn_and_nothing_else_is(tmp_path: Path) -> None:
    document = yaml.safe_load((ROOT / "deploy" / "compose" / "compose.yaml").read_text("utf-8"))

    files = {each["file"] for each in document["secrets"].values()}

    assert {f"secrets/{name}" for name in drawn_into(tmp_path)} == files
    assert "PASSWORD:" not in str(document)


def test_passwords_are_drawn_once_and_stay(tmp_path: Path) -> None:
    drawn = [drawn_into(tmp_path) for _ in range(2)]

    assert drawn[0] == drawn[1]
    assert {f"kafka-{service}" for service in SERVICES} <= drawn[0].keys()
    assert len(drawn[0]) == len(set(drawn[0].values()))
    assert all(re.fullmatch("[0-9a-f]{48}", password) for password in drawn[0].values())


def drawn_into(folder: Path) -> dict[str, str]:
    script = shutil.copy(ROOT / "deploy" / "compose" / "secrets.sh", folder)
    subprocess.run(["/bin/sh", script], check=True)
    return {file.name: file.read_text() for file in (folder / "secrets").iterdir()}


def test_the_broker_takes_what_every_topic_takes(services: dict[str, Any]) -> None:
    largest = max(topic.max_message_bytes for topic in declared() if topic.dead_letters_of is None)

    assert int(services["kafka"]["environment"]["KAFKA_MESSAGE_MAX_BYTES"]) == largest
