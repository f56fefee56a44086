"""Lets users in at a broker: their passwords, and what is granted to each by the declaration of the topics."""

from collections.abc import Mapping

from deploy.kafka.acls import grants
from deploy.kafka.administration import administration
from deploy.kafka.authorizer import bring_grants_up_to_date
from deploy.kafka.declared import declared, declared_partners
from deploy.kafka.scram import set_passwords
from shared.kafka.cluster import Cluster


async def admit(cluster: Cluster, passwords: Mapping[str, str]) -> None:
    """Make the broker take these users and what they may do as declared; raises ``TopicsRefused``."""
    async with administration(cluster) as admin:
        await set_passwords(admin, passwords)
        await bring_grants_up_to_date(admin, grants(declared(), declared_partners()))
