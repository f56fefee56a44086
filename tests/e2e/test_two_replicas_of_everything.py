"""Two processes of every role of every service side by side: nothing is doubled, nothing goes backwards."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from deploy.local.given import SERVICES
from deploy.local.services import Running, Services, wait_until_ready
from moisess.demo.platform import Platform, expect
from shared.contracts.eligibility import DECISIONS
from shared.contracts.programme import LISTINGS
from shared.contracts.submission import MANIFESTATIONS
from tests.e2e.steps import all_listed, listed, programme_ids, removed, submit
from tests.faults.log_invariants import versions_never_go_back
from tests.faults.observe import told
from tests.support.builders import submission_body
from tests.support.eventually import eventually
from tests.support.kafka import records_so_far

SUBMISSIONS = 60


@pytest.fixture
async def replicas(services: Services) -> AsyncIterator[list[Running]]:
    await asyncio.to_thread(services.stop_all)
    started = [
        services.start(service, role=role, port=services.ports[service] if role == "api" and first else 0)
        for service in SERVICES
        for role in ("api", "worker")
        for first in (True, False)
    ]
    await asyncio.to_thread(wait_until_ready, started, seconds=90)
    yield started
    await asyncio.to_thread(services.stop_all)
    services.start_all()
    await asyncio.to_thread(wait_until_ready, services.running)


async def test_replicas_share_the_work_and_double_nothing(
    platform: Platform, services: Services, replicas: list[Running], bootstrap_servers: str
) -> None:
    doors = [running.url for running in replicas if (running.service, running.role) == ("submission", "api")]
    through = [replace(platform, urls={**platform.urls, "submission": door}) for door in doors]

    ids = await asyncio.gather(
        *(submit(through[number % 2], title=f"Manifestation {number}") for number in range(SUBMISSIONS))
    )
    await asyncio.gather(*(amend_twice(through, manifestation_id) for manifestation_id in ids[:10]))
    withdrawn = ids[-5:]
    await all_listed(platform, withdrawn)
    await kill_a_worker_of_each(services, replicas)
    await asyncio.gather(*(withdraw(platform, manifestation_id) for manifestation_id in withdrawn))

    await asyncio.gather(*(removed(platform, manifestation_id) for manifestation_id in withdrawn))
    await all_listed(platform, ids[10:-5])
    await asyncio.gather(*(shows_the_last_title(platform, manifestation_id) for manifestation_id in ids[:10]))
    seen = Counter(await programme_ids(platform))
    assert dict.fromkeys(ids[:-5], 1) == {one: seen[one] for one in ids[:-5]}
    assert not set(withdrawn) & set(seen)
    for topic in (MANIFESTATIONS.topic, DECISIONS.topic, LISTINGS.topic):
        await in_order_on(bootstrap_servers, topic, ids)


async def amend_twice(doors: list[Platform], manifestation_id: str) -> None:
    for version, door in enumerate(doors, start=1):
        body = submission_body(title=f"Titre de la version {version + 1}")
        expect(await door.send("PUT", "submission", f"/manifestations/{manifestation_id}", body, version=version), 200)


async def withdraw(platform: Platform, manifestation_id: str) -> None:
    path = f"/manifestations/{manifestation_id}/withdrawal"
    expect(await platform.send("POST", "submission", path, version=1), 200)


async def kill_a_worker_of_each(services: Services, replicas: list[Running]) -> None:
    workers = {running.service: running for running in replicas if running.role == "worker"}
    for victim in workers.values():
        await asyncio.to_thread(services.kill, victim)


async def shows_the_last_title(platform: Platform, manifestation_id: str) -> None:
    async def look() -> bool:
        return bool((await listed(platform, manifestation_id))["content"]["title"] == "Titre de la version 3")

    await eventually(look, within=30)


async def in_order_on(bootstrap_servers: str, topic: str, ids: list[str]) -> None:
    # The relay that takes over after a killed one sends that one's last batch again, maybe just now.
    async def all_told() -> bool:
        records = [told(record) for record in await records_so_far(bootstrap_servers, topic)]
        ours = [record for record in records if record.key in ids]
        assert set(ids) == {record.key for record in ours}
        assert [] == versions_never_go_back(ours)
        return True

    await eventually(all_told)
