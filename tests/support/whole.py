"""What whole services need to run under test: the declared topics, a database each, the stand-in register."""

import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from deploy.kafka.broker import bring_up_to_date
from deploy.local import ports, processes, register_server
from deploy.local.given import KAFKA, SERVICES, database_variable
from shared.kafka.cluster import Cluster
from tests.support.postgres import Databases
from tests.support.servers import Servers


@pytest.fixture(scope="session")
async def whole_environment(servers: Servers, databases: Databases) -> AsyncIterator[dict[str, str]]:
    """Give the variables with which ``moisess serve`` runs each service; one set for the run, with the real topics."""
    await bring_up_to_date(Cluster(servers.bootstrap_servers))
    urls = {service: await databases.create(service) for service in SERVICES}
    with tempfile.TemporaryDirectory(prefix="moisess-register-") as folder:
        with ports.reserved() as reservation:
            register = register_server.prepare(reservation, port=None, before=None)
            process = register_server.start(register, folder=Path(folder))
            register_server.wait_until_ready(register, process, folder=Path(folder))
        try:
            yield {
                KAFKA: servers.bootstrap_servers,
                **register.environment(),
                **{database_variable(service): url for service, url in urls.items()},
            }
        finally:
            processes.stop(process)
    for url in urls.values():
        await databases.drop(url)
