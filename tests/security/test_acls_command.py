"""``moisess topics acls`` and ``users``, as an operator runs them."""

from dataclasses import replace
from pathlib import Path

import pytest
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.protocol.admin import CreateAclsRequest

from deploy.kafka.acls import Grant, Operation, Pattern, ResourceType
from deploy.kafka.administration import administration
from deploy.kafka.authorizer import existing_grants
from shared.kafka.cluster import Cluster
from shared.kafka.producer import start_producer, stop_producer
from shared.kafka.refusal import AccessRefused
from tests.support.command import moisess
from tests.support.eventually import eventually
from tests.support.private_servers import PrivateServer

LISTINGS = "ess.public.programme.listings.v1"
FORGER = Grant(
    user="forger", operation=Operation.WRITE, type=ResourceType.TOPIC, pattern=Pattern.PREFIXED, name="ess.public."
)


async def grant(admin: AIOKafkaAdminClient, what: Grant) -> None:
    request = CreateAclsRequest(what.type, what.name, what.pattern, f"User:{what.user}", what.host, what.operation, 3)
    await admin._send_request(request)  # noqa: SLF001

    async def shows() -> bool:
        return what in await existing_grants(admin)

    await eventually(shows)


async def test_a_broker_is_brought_to_what_is_declared_and_held_to_it(private_kafka: PrivateServer) -> None:
    broker = {"KAFKA_BOOTSTRAP_SERVERS": private_kafka.address}
    async with administration(Cluster(private_kafka.address)) as admin:
        planned = await moisess("topics", "acls", "plan", environment=broker)
        assert (1, True) == (planned.code, LISTINGS in planned.output)
        assert frozenset() == await existing_grants(admin)

        assert 0 == (await moisess("topics", "acls", "apply", environment=broker)).code
        assert 0 == (await moisess("topics", "acls", "plan", environment=broker)).code
        declared = await existing_grants(admin)

        await grant(admin, FORGER)
        await grant(admin, elsewhere := replace(FORGER, name="other."))
        planned = await moisess("topics", "acls", "plan", environment=broker)
        line = next(line for line in planned.output.splitlines() if "forger" in line)
        assert 1 == planned.code
        assert all(part in line for part in ("à retirer", "write", "ess.public.…"))
        assert 0 == (await moisess("topics", "acls", "apply", environment=broker)).code
        assert {*declared, elsewhere} == await existing_grants(admin)


async def test_users_get_the_passwords_that_lie_in_a_folder(private_kafka: PrivateServer, tmp_path: Path) -> None:
    plain = {"KAFKA_BOOTSTRAP_SERVERS": private_kafka.address}
    assert 0 == (await moisess("topics", "apply", "--yes", environment=plain)).code
    assert 0 == (await moisess("topics", "acls", "apply", environment=plain)).code
    (tmp_path / "programme").write_text("first\n")

    given = await moisess("topics", "users", str(tmp_path), environment=plain)

    assert 0 == given.code, given.output
    assert "first" not in given.output
    cluster = signed_in(private_kafka.sign_in_address, "programme", "first")
    await stop_producer(await start_producer(cluster, client_id="tests"))

    (tmp_path / "programme").write_text("second")
    assert 0 == (await moisess("topics", "users", str(tmp_path), environment=plain)).code
    with pytest.raises(AccessRefused):
        await start_producer(cluster, client_id="tests")


async def test_a_user_whom_nothing_is_granted_to_gets_no_password(private_kafka: PrivateServer, tmp_path: Path) -> None:
    (tmp_path / "partner.inconnu").write_text("secret")

    refused = await moisess(
        "topics", "users", str(tmp_path), environment={"KAFKA_BOOTSTRAP_SERVERS": private_kafka.address}
    )

    assert 1 == refused.code
    assert "Aucun droit n’est déclaré pour partner.inconnu" in refused.output


def signed_in(address: str, user: str, password: str) -> Cluster:
    return Cluster(address, security_protocol="SASL_PLAINTEXT", username=user, password=password)
