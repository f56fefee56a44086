"""Each service is killed in mid-flow, as by a power cut, and started again: what was acknowledged is listed, once."""

import asyncio
from collections import Counter

import pytest

from deploy.local.given import SERVICES
from deploy.local.services import Services, wait_until_ready
from moisess.demo.platform import Platform
from tests.e2e.steps import all_listed, programme_ids, submit
from tests.support.eventually import eventually

SUBMISSIONS = 40
WORTH_KILLING = tuple(service for service in SERVICES if service != "matchmaking")


@pytest.mark.parametrize("service", WORTH_KILLING)
async def test_a_killed_service_goes_on_where_it_was(platform: Platform, services: Services, service: str) -> None:
    acknowledged: list[str] = []
    [victim] = [running for running in services.running if running.service == service]

    flow = asyncio.create_task(submit_many(platform, acknowledged, stop_at_refusal=service == "submission"))
    await eventually(lambda: under_way(acknowledged))
    await asyncio.to_thread(services.kill, victim)
    await asyncio.gather(flow, return_exceptions=True)
    again = services.start(service)
    await asyncio.to_thread(wait_until_ready, [again])

    await all_listed(platform, acknowledged)
    seen = Counter(await programme_ids(platform))
    assert {1} == {seen[manifestation_id] for manifestation_id in acknowledged}


async def under_way(acknowledged: list[str]) -> bool:
    return len(acknowledged) >= SUBMISSIONS // 4


async def submit_many(platform: Platform, acknowledged: list[str], *, stop_at_refusal: bool) -> None:
    """Register one after another; a refusal ends the flow where the door itself is what was killed."""
    for number in range(SUBMISSIONS):
        try:
            acknowledged.append(await submit(platform, title=f"Manifestation numéro {number}"))
        except Exception:
            if stop_at_refusal:
                return
            raise
