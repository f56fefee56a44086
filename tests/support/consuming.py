"""The consumers of a service, without the service around them."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from shared.kafka.cluster import Cluster
from shared.kafka.consumers import Consumers
from shared.kafka.subscription import Subscription
from shared.postgres.database import Database


@asynccontextmanager
async def consuming(
    database: Database, bootstrap_servers: str, *subscriptions: Subscription[Any]
) -> AsyncIterator[Consumers]:
    """Consume while the block runs, and drain at its end."""
    consumers = Consumers(database=database, cluster=Cluster(bootstrap_servers), subscriptions=list(subscriptions))
    task = asyncio.create_task(consumers.run())
    try:
        yield consumers
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
