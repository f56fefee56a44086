"""All that one process hears."""

import asyncio
from collections.abc import Sequence
from time import monotonic
from typing import Any

from shared.kafka.assignment import Assignment
from shared.kafka.batches import Batches
from shared.kafka.cluster import Cluster
from shared.kafka.consumer import Consumer
from shared.kafka.dead_letters import DeadLetters
from shared.kafka.missed_removals import MissedRemovals
from shared.kafka.subscription import Subscription
from shared.postgres.database import Database

STALL_SECONDS = 30


class Consumers:
    """The consumers of a service, each in its own group, so that a rebalance of one does not stop another."""

    def __init__(
        self,
        *,
        database: Database,
        cluster: Cluster,
        subscriptions: Sequence[Subscription[Any]],
        session_seconds: int = 30,
    ) -> None:
        """Build them; nothing is connected before ``run``."""
        self._dead_letters = [DeadLetters(cluster=cluster, group=subscription.group) for subscription in subscriptions]
        self._batches = [
            Batches(subscription=subscription, database=database, dead_letters=dead_letters)
            for subscription, dead_letters in zip(subscriptions, self._dead_letters, strict=True)
        ]
        self._assignments = [Assignment(database=database, batches=batches) for batches in self._batches]
        self._consumers = [
            Consumer(
                subscription=subscription,
                batches=batches,
                assignment=assignment,
                missed_removals=MissedRemovals(subscription=subscription, database=database, cluster=cluster),
                cluster=cluster,
                session_seconds=session_seconds,
            )
            for subscription, batches, assignment in zip(subscriptions, self._batches, self._assignments, strict=True)
        ]

    async def run(self) -> None:
        """Consume until cancelled, then let running batches end."""
        try:
            async with asyncio.TaskGroup() as tasks:
                for consumer in self._consumers:
                    tasks.create_task(consumer.run())
        finally:
            for dead_letters in self._dead_letters:
                await dead_letters.close()

    def faults(self) -> list[str]:
        """Say why this process is not ready to consume; empty where it is."""
        now = monotonic()
        return [
            *(
                f"{consumer.group} : {consumer.refused or 'pas encore admis dans le groupe'}"
                for consumer in self._consumers
                if not consumer.joined
            ),
            *(
                f"{batches.group} : en attente depuis {now - since:.0f} s"
                for batches in self._batches
                if (since := batches.stalled_since) is not None and now - since > STALL_SECONDS
            ),
        ]

    def notes(self) -> list[str]:
        """Say what an operator must know though this process is ready."""
        return [
            f"{recreated.topic} : supprimé puis recréé (constaté le {recreated.noticed_at:%d/%m/%Y}), "
            "son historique est incomplet"
            for assignment in self._assignments
            for recreated in assignment.recreated
        ]
