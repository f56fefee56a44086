"""The broker is away for a minute while as many registrations come in as the machine takes."""

import asyncio
from time import monotonic

import pytest

from tests.faults.load import Load, Rates
from tests.faults.requests import Requests
from tests.faults.trial import Trial

DOWN_SECONDS = 60.0
PER_SECOND = 300
CLIENTS = 32
RECOVERY_SECONDS = 300.0
QUIET = Rates(submissions=5, amendments=0, decisions=0, bookings=0, cuts=0)


@pytest.mark.timeout(900)
async def test_a_minute_of_full_load_without_a_broker_is_kept_and_listed_afterwards(trial: Trial) -> None:
    async with trial.load(QUIET):
        await trial.field.kafka.kill()
    load = Load(requests=Requests(platform=trial.platform, history=trial.history), hall=trial.hall, draw=trial.draw)
    began, before = monotonic(), len(trial.history.registered)
    await asyncio.gather(*(one_client(load, began + DOWN_SECONDS) for _ in range(CLIENTS)))
    accepted = len(trial.history.registered) - before
    trial.figures["accepted without a broker"] = f"{accepted} ({accepted / (monotonic() - began):.0f}/s)"
    await trial.field.kafka.start()
    trial.fault_ended()
    await trial.holds(recovery=RECOVERY_SECONDS)
    assert not trial.history.cut_off
    assert {201} == {answer.status for answer in trial.history.answers if answer.request.startswith("POST submission")}


async def one_client(load: Load, until: float) -> None:
    """Register one after another, at this client's share of the rate."""
    due = monotonic()
    while (now := monotonic()) < until:
        await load.submit()
        due = max(due, now - 1) + CLIENTS / PER_SECOND
        await asyncio.sleep(max(0.0, due - monotonic()))
