"""A broker on which everybody signs in and may do what is declared; its tests share it, file by file."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

import pytest

from deploy.kafka.acls import grants, users
from deploy.kafka.administration import administration
from deploy.kafka.authorizer import bring_grants_up_to_date
from deploy.kafka.broker import bring_up_to_date
from deploy.kafka.declared import declared
from deploy.kafka.scram import set_passwords
from shared.kafka.cluster import Cluster
from tests.support.private_servers import PrivateServer

PARTNER = "partner.agenda"
PARTNERS = (PARTNER, "partner.presse")


@dataclass(frozen=True, slots=True, kw_only=True)
class SecuredKafka:
    """The declared topics, a user for each service and two partners."""

    operator: Cluster
    """On the plain listener, where everything may be done."""
    address: str
    """Where users sign in."""
    passwords: dict[str, str]

    def cluster(self, user: str, *, password: str | None = None) -> Cluster:
        """Return it as one user reaches it, or as somebody who pretends to be that user."""
        return Cluster(
            self.address,
            security_protocol="SASL_PLAINTEXT",
            username=user,
            password=self.passwords[user] if password is None else password,
        )

    def environment(self, user: str) -> dict[str, str]:
        """Return the variables of a process that signs in as one user."""
        return {
            "KAFKA_BOOTSTRAP_SERVERS": self.address,
            "KAFKA_SECURITY_PROTOCOL": "SASL_PLAINTEXT",
            "KAFKA_USERNAME": user,
            "KAFKA_PASSWORD": self.passwords[user],
        }


@pytest.fixture(scope="module")
async def secured_kafka(run_folder: Path) -> AsyncIterator[SecuredKafka]:
    """Give the broker, as ``moisess stack up`` and ``moisess topics`` make it."""
    server = PrivateServer("kafka", Path(mkdtemp(prefix="kafka-", dir=run_folder)))
    await server.start()
    operator = Cluster(server.address)
    await bring_up_to_date(operator)
    passwords = {user: f"secret of {user}" for user in users(declared(), PARTNERS)}
    async with administration(operator) as admin:
        await set_passwords(admin, passwords)
        await bring_grants_up_to_date(admin, grants(declared(), PARTNERS))
    yield SecuredKafka(operator=operator, address=server.sign_in_address, passwords=passwords)
    await server.kill()
