"""The subscriber that these tests watch, and a broker whose link they break."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from tempfile import mkdtemp

import pytest

from deploy.kafka.broker import bring_up_to_date
from deploy.local.ports import HOST
from shared.contracts.submission import MANIFESTATIONS
from shared.kafka.cluster import Cluster
from shared.postgres.database import Database
from tests.faults.linked import linked_kafka
from tests.faults.proxy import Proxy
from tests.integration.shared.hearing import Hearing
from tests.support.kafka import UniqueStream
from tests.support.postgres import FreshDatabase

Link = tuple[str, Proxy]


@pytest.fixture(scope="session")
async def link(run_folder: Path) -> AsyncIterator[Link]:
    """Give the address of a broker behind a proxy, with the platform's topics, and the proxy."""
    async with linked_kafka(Path(mkdtemp(prefix="linked-kafka-", dir=run_folder))) as (server, proxy):
        await bring_up_to_date(Cluster(server.address))
        yield f"{HOST}:{proxy.port}", proxy


@pytest.fixture
async def hearing(
    fresh_database: FreshDatabase,
    unique_stream: UniqueStream,
    unique_group: Callable[[str], str],
    bootstrap_servers: str,
) -> AsyncIterator[Hearing]:
    group = unique_group("tests.manifestations")
    url = await fresh_database("submission")
    hearing = Hearing(
        url=url,
        database=Database(url),
        stream=await unique_stream(MANIFESTATIONS, groups=(group,)),
        group=group,
        bootstrap_servers=bootstrap_servers,
    )
    await hearing.prepare()
    yield hearing
    await hearing.database.close()
