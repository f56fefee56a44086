"""The four services as processes of their own, on the run's broker and databases, for all stories of this folder."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from benchmarks.emptied import advance_relay_marks
from deploy.local.given import KAFKA, SERVICES, database_variable, rates
from deploy.local.services import Services, wait_until_ready
from moisess.demo.access import admit_people
from moisess.demo.platform import Platform

ENOUGH = 10_000
"""Requests a second of one key: a single one plays all organisers."""


@asynccontextmanager
async def platform_on(services: Services, environment: Mapping[str, str]) -> AsyncIterator[Platform]:
    people = await asyncio.to_thread(admit_people, environment)
    async with httpx.AsyncClient(timeout=20) as client:
        urls = {service: services.url(service) for service in SERVICES}
        yield Platform(client=client, urls=urls, people=people, instance=services.instance)


@pytest.fixture(scope="session")
async def services(
    whole_environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Services]:
    services = prepared(whole_environment, tmp_path_factory.mktemp("services"))
    # Other tests of the run have told things on the same topics from databases of their own.
    for service in SERVICES:
        await advance_relay_marks(
            service,
            database_url=whole_environment[database_variable(service)],
            bootstrap_servers=whole_environment[KAFKA],
        )
    services.start_all()
    try:
        await asyncio.to_thread(wait_until_ready, services.running)
        yield services
    finally:
        await asyncio.to_thread(services.stop_all)


@pytest.fixture(scope="session")
async def platform(services: Services, whole_environment: dict[str, str]) -> AsyncIterator[Platform]:
    async with platform_on(services, whole_environment) as platform:
        yield platform


def prepared(environment: Mapping[str, str], folder: Path) -> Services:
    """Get services ready to be started on ports of their own.

    Killed ones are replaced after six seconds, and the programme answers nothing from memory.
    """
    own = {"KAFKA_SESSION_SECONDS": "6", "PROGRAMME_REMEMBERED_SECONDS": "0"}
    return Services(
        environment={**environment, **rates(ENOUGH), **own},
        folder=folder,
        usual={},
    )
