"""A consumer whose client has lost one of its routines comes back by itself."""

import asyncio
from collections.abc import MutableMapping, Sequence
from typing import Any

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.consumer.group_coordinator import GroupCoordinator
from prometheus_client import REGISTRY
from structlog.testing import capture_logs

from shared.kafka import watchdog
from shared.observability.metrics import LAG
from tests.integration.shared.hearing import Hearing, applied, tell
from tests.support.builders import manifestation_changed
from tests.support.eventually import eventually


def runs(task: asyncio.Task[Any] | None, routine: str) -> bool:
    """Return True where a task of the client is this routine."""
    return task is not None and routine in repr(task.get_coro())


@pytest.fixture(autouse=True)
def _looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watchdog, "LOOK_SECONDS", 0.2)


async def test_a_consumer_that_fetches_no_more_is_rebuilt_and_goes_on(
    hearing: Hearing, kafka_producer: AIOKafkaProducer
) -> None:
    with capture_logs() as logs:
        async with hearing.running():
            await tell(kafka_producer, hearing, [manifestation_changed()])
            await eventually(lambda: applied(hearing, 1), within=30)
            await eventually(lambda: given_up_without_fetching(logs), within=30)

            await tell(kafka_producer, hearing, [manifestation_changed()])
            await eventually(lambda: applied(hearing, 2), within=60)


async def test_a_consumer_that_has_lost_touch_with_its_group_is_rebuilt_and_goes_on(
    hearing: Hearing, kafka_producer: AIOKafkaProducer, monkeypatch: pytest.MonkeyPatch
) -> None:
    breaking: set[GroupCoordinator] = set()
    seen: set[GroupCoordinator] = set()
    known = GroupCoordinator.ensure_coordinator_known

    async def ensure_coordinator_known(coordinator: GroupCoordinator) -> None:
        if runs(asyncio.current_task(), "_coordination_routine"):
            seen.add(coordinator)
            if coordinator in breaking:
                breaking.remove(coordinator)
                raise RuntimeError("surprise")
        await known(coordinator)  # type: ignore[no-untyped-call]

    monkeypatch.setattr(GroupCoordinator, "ensure_coordinator_known", ensure_coordinator_known)
    with capture_logs() as logs:
        async with hearing.running():
            await tell(kafka_producer, hearing, [manifestation_changed()])
            await eventually(lambda: applied(hearing, 1), within=30)
            breaking |= seen
            # Another member makes the first one take part in a rebalance.
            async with hearing.running():
                await eventually(lambda: given_up(logs, "_coordination_task"), within=30)

            await tell(kafka_producer, hearing, [manifestation_changed()])
            await eventually(lambda: applied(hearing, 2), within=60)


async def test_a_lag_is_shown_by_the_member_that_reads_the_partition_and_by_no_other(hearing: Hearing) -> None:
    partitions = {str(number) for number in range(3)}

    async with hearing.running():
        await eventually(lambda: shown(hearing, partitions), within=30)
        other = AIOKafkaConsumer(
            hearing.stream.topic, bootstrap_servers=hearing.bootstrap_servers, group_id=hearing.group
        )
        await other.start()
        await eventually(lambda: shared_out(other), within=30)
        theirs = {str(partition.partition) for partition in other.assignment()}
        await eventually(lambda: shown(hearing, partitions - theirs), within=30)
        await other.stop()

    assert lags(hearing) == set()


async def test_what_may_happen_to_a_group_is_counted_from_zero(hearing: Hearing) -> None:
    async with hearing.running():
        values = [
            REGISTRY.get_sample_value("kafka_records_total", {"group": hearing.group, "outcome": outcome})
            for outcome in ("applied", "superseded", "dead_lettered")
        ]
        values += [
            REGISTRY.get_sample_value(name, {"group": hearing.group})
            for name in ("kafka_batch_retries_total", "kafka_offset_commit_failures_total", "kafka_topics_recreated")
        ]

    assert values == [0] * 6


def lags(hearing: Hearing) -> set[str]:
    """Return the partitions whose lag is shown."""
    return {
        sample.labels["partition"]
        for metric in LAG.collect()
        for sample in metric.samples
        if sample.labels["group"] == hearing.group
    }


async def shown(hearing: Hearing, partitions: set[str]) -> bool:
    return lags(hearing) == partitions


async def shared_out(other: AIOKafkaConsumer) -> bool:
    return bool(other.assignment())


async def given_up_without_fetching(logs: Sequence[MutableMapping[str, Any]]) -> bool:
    """End every routine that fetches, also that of a client that is being replaced: which one is ours does not show."""
    if await given_up(logs, "_fetch_task"):
        return True
    for task in asyncio.all_tasks():
        if runs(task, "_fetch_requests_routine"):
            task.cancel()
    return False


async def given_up(logs: Sequence[MutableMapping[str, Any]], routine: str) -> bool:
    """Return True once a client is rebuilt because this routine of it has ended."""
    return any(log["event"] == "consumer_interrupted" and f"{routine} has ended" in log["error"] for log in logs)
