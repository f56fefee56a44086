"""Sets up the platform that faults are tried on, and takes it down again."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

from deploy.kafka.broker import bring_up_to_date
from deploy.local import ports, processes, register_server
from deploy.local.given import KAFKA, SERVICES, database_variable
from deploy.local.state import StateFile
from shared.kafka.cluster import Cluster
from shared.postgres.migrate import migrate
from tests.e2e.conftest import platform_on, prepared
from tests.faults.field import Field
from tests.faults.linked import linked_kafka
from tests.faults.proxy import Proxy
from tests.support.private_servers import PrivateServer

RECHECK = "ELIGIBILITY_REGISTER_RECHECK_SECONDS"
"""Sooner than on duty: a trial waits for the dossiers that wait for the register."""


@asynccontextmanager
async def standing(*, kafka_home: Path, postgres_home: Path, folder: Path) -> AsyncIterator[Field]:
    """Set up servers, links, databases, register and services; whatever fails, what had started is ended."""
    async with AsyncExitStack() as ending:
        private_postgres = PrivateServer("postgres", postgres_home)
        ending.push_async_callback(private_postgres.stop)
        (private_kafka, kafka_link), _ = await asyncio.gather(
            ending.enter_async_context(linked_kafka(kafka_home)), private_postgres.start()
        )
        postgres_link = await _link(urlsplit(private_postgres.address).port or 0, ending)
        await bring_up_to_date(Cluster(private_kafka.address))
        databases = await _databases(postgres_home)
        services = prepared(_environment(databases, kafka_link, await _register(folder, ending)), folder)
        ending.push_async_callback(asyncio.to_thread, services.stop_all)
        platform = await ending.enter_async_context(platform_on(services, services.environment))
        yield Field(
            kafka=private_kafka,
            kafka_home=kafka_home,
            kafka_link=kafka_link,
            postgres=private_postgres,
            postgres_home=postgres_home,
            postgres_link=postgres_link,
            services=services,
            platform=platform,
            databases=databases,
        )


def _environment(databases: Mapping[str, str], link: Proxy, register: Mapping[str, str]) -> dict[str, str]:
    addresses = {database_variable(service): url for service, url in databases.items()}
    return {**register, **addresses, RECHECK: "2", KAFKA: f"{ports.HOST}:{link.port}"}


async def _link(target_port: int, ending: AsyncExitStack) -> Proxy:
    link = Proxy(target_port)
    await link.start()
    ending.push_async_callback(link.stop)
    return link


async def _register(folder: Path, ending: AsyncExitStack) -> dict[str, str]:
    with ports.reserved() as reservation:
        register = register_server.prepare(reservation, port=None, before=None)
        process = register_server.start(register, folder=folder)
        ending.callback(processes.stop, process)
        await asyncio.to_thread(register_server.wait_until_ready, register, process, folder=folder)
    return register.environment()


async def _databases(home: Path) -> dict[str, str]:
    server = StateFile(home).read().postgres
    assert server is not None
    for service in SERVICES:
        await asyncio.to_thread(migrate, server.owner_url(service), service)
    return {service: server.url(service) for service in SERVICES}
