"""How the dead-letter commands reach the broker."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from aiokafka.errors import KafkaError

from deploy.kafka.administration import TopicsRefused, administration
from moisess.addresses import AddressUnknown
from moisess.dlq.boxes import chosen_boxes, find_box, names_of_boxes, read_box
from moisess.dlq.letters import Box, origin_of
from moisess.dlq.selection import DlqRefused
from moisess.moments import MomentUnclear
from shared.kafka.cluster import Cluster

T = TypeVar("T")

REFUSALS = (DlqRefused, TopicsRefused, AddressUnknown, MomentUnclear)


def every_box(cluster: Cluster, *, topic: str | None, group: str | None) -> list[Box]:
    """Read the dead-letter topics of a topic and of a group."""

    async def read() -> list[Box]:
        async with administration(cluster) as admin:
            names = chosen_boxes(await names_of_boxes(admin), topic=topic, group=group)
        return [await read_box(cluster, name) for name in names]

    return answered(cluster, read())


def opened_box(cluster: Cluster, asked: str) -> Box:
    """Read the dead-letter topic that is meant."""

    async def read() -> Box:
        async with administration(cluster) as admin:
            topics = await admin.list_topics()
            name = find_box(asked, await names_of_boxes(admin))
        if origin_of(name) not in topics:
            raise DlqRefused(f"Le topic d’origine {origin_of(name)} n’existe pas sur ce courtier.")
        return await read_box(cluster, name)

    return answered(cluster, read())


def answered(cluster: Cluster, work: Coroutine[Any, Any, T]) -> T:
    """Do the work; raises ``DlqRefused`` where the broker falls silent."""
    try:
        return asyncio.run(work)
    except (KafkaError, OSError, TimeoutError) as error:
        raise DlqRefused(
            f"Le courtier {cluster.bootstrap_servers} ne répond plus ({type(error).__name__}). "
            "Ce qui a été fait reste noté : recommencez, rien ne sera fait deux fois."
        ) from error
