"""The servers are well, the network is not: slow, silent, broken off, and gone without a word."""

import asyncio

import pytest

from tests.faults.load import Rates
from tests.faults.proxy import Proxy
from tests.faults.trial import Trial

RESETS = 8
SILENT_SECONDS = 10
GONE_SECONDS = 45
"""Longer than a relay waits for the broker: its producer is given up with records in it, and another one follows."""
AMENDED = Rates(submissions=5, amendments=15, decisions=1, bookings=0, cuts=0)
SLOW_SECONDS = 0.3
THROTTLED_BYTES = 200_000


async def test_a_bad_link_to_the_broker_delays_and_loses_nothing(trial: Trial) -> None:
    async with trial.load():
        await trouble(trial, trial.field.kafka_link)
        trial.fault_ended()
        await trial.acknowledged(1)
    await trial.holds()


async def test_a_bad_link_to_the_databases_refuses_with_a_hint_and_loses_nothing(trial: Trial) -> None:
    await trial.field.reach_databases(through_link=True)
    try:
        async with trial.load():
            await trouble(trial, trial.field.postgres_link)
            trial.fault_ended()
            await trial.acknowledged(1)
        trial.refused()
        await trial.holds()
    finally:
        await trial.field.reach_databases(through_link=False)


async def test_a_broker_that_vanishes_for_long_is_told_no_old_version_after_a_newer_one(trial: Trial) -> None:
    async with trial.load(AMENDED):
        trial.field.kafka_link.half_open = True
        await asyncio.sleep(GONE_SECONDS)
        trial.field.kafka_link.heal()
        trial.fault_ended()
        await trial.acknowledged(1)
    await trial.holds()


@pytest.mark.smoke
async def test_connections_broken_off_to_broker_and_databases_are_opened_again(trial: Trial) -> None:
    await trial.field.reach_databases(through_link=True)
    try:
        async with trial.load():
            await break_off(trial, trial.field.kafka_link)
            await break_off(trial, trial.field.postgres_link)
            trial.fault_ended()
            await trial.acknowledged(1)
        await trial.holds()
    finally:
        await trial.field.reach_databases(through_link=False)


async def trouble(trial: Trial, link: Proxy) -> None:
    """Let one kind of trouble follow the other, each long enough to be noticed."""
    link.latency_seconds, link.bytes_per_second = SLOW_SECONDS, THROTTLED_BYTES
    await asyncio.sleep(SILENT_SECONDS)
    link.heal()
    await break_off(trial, link)
    link.stall()
    await asyncio.sleep(SILENT_SECONDS)
    link.heal()
    link.half_open = True
    await asyncio.sleep(SILENT_SECONDS)
    if link is trial.field.kafka_link:
        await trial.unsent()
    link.heal()


async def break_off(trial: Trial, link: Proxy) -> None:
    broken = 0
    for _ in range(RESETS):
        broken += link.reset()
        await asyncio.sleep(trial.draw.uniform(0.1, 1.0))
    assert broken > 0
    trial.figures["connections broken off"] = trial.figures.get("connections broken off", 0) + broken
