"""What a process is told of Kafka: nothing that contradicts itself is taken, and the variable is named."""

import ssl
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from faststream.kafka.security import parse_security
from pydantic import ValidationError

from moisess.misconfigured import misconfigured
from shared.kafka.cluster import Cluster
from shared.kafka.settings import KafkaSettings
from tests.support.command import moisess

TLS = ssl.create_default_context()
PLAIN = {"KAFKA_BOOTSTRAP_SERVERS": "kafka.example:9092"}
SIGNED_IN = {**PLAIN, "KAFKA_SECURITY_PROTOCOL": "SASL_SSL", "KAFKA_USERNAME": "programme"}


@pytest.fixture(autouse=True)
def nothing_given(monkeypatch: pytest.MonkeyPatch) -> None:
    for field in KafkaSettings.model_fields.values():
        monkeypatch.delenv(str(field.validation_alias), raising=False)


def cluster_of(monkeypatch: pytest.MonkeyPatch, environment: Mapping[str, str]) -> Cluster:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return KafkaSettings().cluster()  # type: ignore[call-arg]  # the environment gives what is not named here


def test_an_address_alone_is_a_cluster_in_the_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    cluster = cluster_of(monkeypatch, PLAIN)

    assert Cluster("kafka.example:9092") == cluster
    assert {"bootstrap_servers": "kafka.example:9092", "security_protocol": "PLAINTEXT"} == cluster.arguments()


def test_a_password_is_read_from_its_file_and_never_shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (file := tmp_path / "password").write_text("secret\n")

    cluster = cluster_of(monkeypatch, {**SIGNED_IN, "KAFKA_PASSWORD_FILE": str(file)})

    assert "secret" == cluster.arguments()["sasl_plain_password"]
    assert "SCRAM-SHA-512" == cluster.arguments()["sasl_mechanism"]
    assert cluster.ssl_context is not None
    assert cluster.ssl_context.check_hostname
    assert "secret" not in repr(cluster)
    assert "secret" not in repr(KafkaSettings())  # type: ignore[call-arg]  # as above


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({}, "KAFKA_BOOTSTRAP_SERVERS"),
        ({**PLAIN, "KAFKA_SECURITY_PROTOCOL": "TLS"}, "KAFKA_SECURITY_PROTOCOL"),
        ({**SIGNED_IN, "KAFKA_PASSWORD": "a", "KAFKA_SASL_MECHANISM": "GSSAPI"}, "KAFKA_SASL_MECHANISM"),
        ({**PLAIN, "KAFKA_SECURITY_PROTOCOL": "SASL_SSL"}, "KAFKA_USERNAME"),
        (SIGNED_IN, "KAFKA_PASSWORD_FILE"),
        ({**SIGNED_IN, "KAFKA_PASSWORD": "a", "KAFKA_PASSWORD_FILE": "b"}, "KAFKA_PASSWORD_FILE"),
        ({**SIGNED_IN, "KAFKA_PASSWORD_FILE": "/nowhere/password"}, "/nowhere/password"),
        ({**PLAIN, "KAFKA_USERNAME": "programme"}, "KAFKA_SECURITY_PROTOCOL"),
        ({**PLAIN, "KAFKA_CA_FILE": "ca.pem"}, "KAFKA_SECURITY_PROTOCOL"),
        ({**SIGNED_IN, "KAFKA_PASSWORD": "a", "KAFKA_CA_FILE": "/nowhere/ca.pem"}, "KAFKA_CA_FILE"),
        (
            {**PLAIN, "KAFKA_SECURITY_PROTOCOL": "SSL", "KAFKA_CLIENT_KEY_FILE": "key.pem"},
            "KAFKA_CLIENT_CERTIFICATE_FILE",
        ),
    ],
)
def test_what_is_missing_or_contradicts_itself_is_named(
    environment: dict[str, str], named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ValidationError) as caught:
        cluster_of(monkeypatch, environment)

    [line] = misconfigured(caught.value)
    assert named in line


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"security_protocol": "SSL", "ssl_context": TLS},
        {"security_protocol": "SASL_PLAINTEXT", "username": "programme", "password": "a"},
        {
            "security_protocol": "SASL_SSL",
            "username": "b",
            "password": "c",
            "ssl_context": ssl.create_default_context(),
        },
        {"security_protocol": "SASL_PLAINTEXT", "sasl_mechanism": "PLAIN", "username": "b", "password": "c"},
        {"security_protocol": "SASL_PLAINTEXT", "sasl_mechanism": "SCRAM-SHA-256", "username": "b", "password": "c"},
    ],
)
def test_faststream_is_told_the_same_as_the_other_clients(given: dict[str, Any]) -> None:
    cluster = Cluster("kafka.example:9092", **given)

    told = parse_security(cluster.broker_security())

    assert cluster.arguments() == {
        "bootstrap_servers": "kafka.example:9092",
        **{name: value for name, value in told.items() if value is not None},
    }


@pytest.mark.parametrize("command", [("serve", "programme"), ("topics", "check")], ids=" ".join)
async def test_a_command_names_the_variable_and_ends(command: tuple[str, ...]) -> None:
    environment = {**SIGNED_IN, "PROGRAMME_DATABASE_URL": "postgresql://nowhere"}

    finished = await moisess(*command, environment=environment)

    assert finished.code in {1, 2}
    assert "KAFKA_PASSWORD_FILE" in finished.output
    assert "Traceback" not in finished.output
