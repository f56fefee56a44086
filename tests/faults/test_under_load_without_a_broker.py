"""The broker is away while three hundred registrations come in each second of a minute."""

import asyncio
import json
from collections.abc import Iterator
from time import monotonic, process_time
from uuid import uuid4

import pytest

from tests.faults.history import Answer
from tests.faults.load import Load, Rates
from tests.faults.requests import Requests
from tests.faults.trial import Trial
from tests.faults.wire import wire_to

PER_SECOND = 300
OFFERED = 60 * PER_SECOND
CLIENTS = 32
RECOVERY_SECONDS = 300.0
QUIET = Rates(submissions=5, amendments=0, decisions=0, bookings=0, cuts=0)


@pytest.mark.timeout(900)
async def test_a_minute_of_full_load_without_a_broker_is_kept_and_listed_afterwards(trial: Trial) -> None:
    async with trial.load(QUIET):
        await trial.field.kafka.kill()
    load = Load(requests=Requests(platform=trial.platform, history=trial.history), hall=trial.hall, draw=trial.draw)
    before = len(trial.history.registered)
    await rush(load, trial)
    assert OFFERED == len(trial.history.registered) - before
    await trial.unsent(OFFERED)
    await trial.field.kafka.start()
    trial.fault_ended()
    await trial.holds(recovery=RECOVERY_SECONDS)
    assert not trial.history.cut_off
    assert {201} == {answer.status for answer in trial.history.answers if answer.request.startswith("POST submission")}


async def rush(load: Load, trial: Trial) -> None:
    """Offer everything when it is due, whatever became of those before; who finds no client free is taken late."""
    numbers, began, worked = iter(range(OFFERED)), monotonic(), process_time()
    async with asyncio.TaskGroup() as group:
        clients = [group.create_task(one_client(load, numbers, began)) for _ in range(CLIENTS)]
    took, worked = monotonic() - began, process_time() - worked
    trial.figures["offered without a broker"] = f"{OFFERED} ({PER_SECOND}/s)"
    trial.figures["accepted"] = f"in {took:.1f} s ({OFFERED / took:.0f}/s)"
    trial.figures["taken late"] = f"by {max(client.result() for client in clients):.2f} s at most"
    trial.figures["clients and proxies"] = f"{worked / took:.0%} of a core"


async def one_client(load: Load, numbers: Iterator[int], began: float) -> float:
    """Register whatever is due next; returns by how many seconds this client was late at worst."""
    platform, latest = load.requests.platform, 0.0
    async with wire_to(platform.urls["submission"]) as wire:
        for number in numbers:
            due = began + number / PER_SECOND
            await asyncio.sleep(due - monotonic())
            latest = max(latest, monotonic() - due)
            body = load.registration()
            headers = {**platform.people.header("submission"), "Idempotency-Key": str(uuid4())}
            reply = await wire.post("/manifestations", headers, json.dumps(body).encode())
            load.history.answers.append(
                Answer(
                    request="POST submission /manifestations",
                    status=reply.status,
                    retry_after=reply.headers.get("retry-after"),
                )
            )
            load.answered(body["title"], reply.status, reply.content)
    return latest
