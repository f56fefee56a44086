"""The subscriber that these tests watch."""

from collections.abc import AsyncIterator, Callable

import pytest

from shared.contracts.submission import MANIFESTATIONS
from shared.postgres.database import Database
from tests.integration.shared.hearing import Hearing
from tests.support.kafka import UniqueStream
from tests.support.postgres import FreshDatabase


@pytest.fixture
async def hearing(
    fresh_database: FreshDatabase,
    unique_stream: UniqueStream,
    unique_group: Callable[[str], str],
    bootstrap_servers: str,
) -> AsyncIterator[Hearing]:
    group = unique_group("tests.manifestations")
    url = await fresh_database("submission")
    hearing = Hearing(
        url=url,
        database=Database(url),
        stream=await unique_stream(MANIFESTATIONS, groups=(group,)),
        group=group,
        bootstrap_servers=bootstrap_servers,
    )
    await hearing.prepare()
    yield hearing
    await hearing.database.close()
