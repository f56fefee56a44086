"""Each service is killed in mid-flow, as by a power cut, and started again: what was acknowledged is listed, once."""

import asyncio
from collections import Counter
from itertools import count

import httpx
import pytest

from deploy.local.given import SERVICES
from deploy.local.services import Services, wait_until_ready
from moisess.demo.platform import Platform
from tests.e2e.steps import all_listed, programme_ids, submit
from tests.support.eventually import eventually

SUBMISSIONS = 10
"""Acknowledged before the kill, and after it where another service is killed than the one that acknowledges."""
WORTH_KILLING = tuple(service for service in SERVICES if service != "matchmaking")


@pytest.mark.parametrize("service", WORTH_KILLING)
async def test_a_killed_service_goes_on_where_it_was(platform: Platform, services: Services, service: str) -> None:
    acknowledged: list[str] = []
    [victim] = [running for running in services.running if running.service == service]

    flow = asyncio.create_task(keep_submitting(platform, acknowledged))
    await eventually(lambda: reached(acknowledged, SUBMISSIONS))
    await asyncio.to_thread(services.kill, victim)
    if service == "submission":
        with pytest.raises(httpx.TransportError):
            await flow
    else:
        more = len(acknowledged) + SUBMISSIONS
        await eventually(lambda: reached(acknowledged, more))
        flow.cancel()
        with pytest.raises(asyncio.CancelledError):
            await flow
    again = services.start(service)
    await asyncio.to_thread(wait_until_ready, [again])

    await all_listed(platform, acknowledged)
    seen = Counter(await programme_ids(platform))
    assert {1} == {seen[manifestation_id] for manifestation_id in acknowledged}


async def reached(acknowledged: list[str], number: int) -> bool:
    return len(acknowledged) >= number


async def keep_submitting(platform: Platform, acknowledged: list[str]) -> None:
    for number in count(1):
        manifestation_id = await submit(platform, title=f"Manifestation numéro {number}")
        acknowledged.append(manifestation_id)
