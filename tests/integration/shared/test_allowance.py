"""When much is bad at once, a consumer sets aside what it may and pauses, and skips nothing."""

from functools import partial

import pytest
from aiokafka import AIOKafkaProducer
from prometheus_client import REGISTRY

from shared.kafka import batches
from shared.kafka.allowance import Allowance
from shared.kafka.dead_letters import dead_letter_topic
from tests.integration.shared.hearing import UNSTORABLE, Hearing, applied, tell
from tests.support.builders import content, manifestation_changed
from tests.support.eventually import eventually
from tests.support.kafka import records_so_far

BURST = 5


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each consumer set aside five records, and another one after a day."""
    monkeypatch.setattr(batches, "Allowance", partial(Allowance, burst=BURST, per_minute=1 / 1440))


@pytest.mark.parametrize("unstorable", [False, True], ids=["unreadable", "unstorable"])
async def test_no_more_than_may_be_is_set_aside_of_one_batch_and_the_rest_waits(
    hearing: Hearing,
    kafka_producer: AIOKafkaProducer,
    unstorable: bool,  # noqa: FBT001
) -> None:
    good = [manifestation_changed() for _ in range(12)]
    for event in good:
        if unstorable:
            await tell(kafka_producer, hearing, [manifestation_changed(content=content(title=UNSTORABLE))])
        else:
            await kafka_producer.send_and_wait(hearing.stream.topic, b"{not json", key=str(event.version).encode())
        await tell(kafka_producer, hearing, [event])

    for set_aside in (5, 10):
        before = waits(hearing)
        async with hearing.running():
            await eventually(partial(waited_since, hearing, before))
        assert set_aside == len(await hearing.set_aside())
        assert await hearing.applied() < 24
    async with hearing.running():
        await eventually(lambda: applied(hearing, 24))

    assert {event.manifestation_id for event in good} == set(await hearing.versions())
    letters = await records_so_far(hearing.bootstrap_servers, dead_letter_topic(hearing.stream.topic, hearing.group))
    assert 12 == len(letters)


def waits(hearing: Hearing) -> float:
    return REGISTRY.get_sample_value("kafka_batch_retries_total", {"group": hearing.group}) or 0


async def waited_since(hearing: Hearing, before: float) -> bool:
    return waits(hearing) > before
