from collections.abc import Callable

import pytest
from litestar.testing import AsyncTestClient

from shared.geography.bundle import gazetteer
from shared.postgres.database import Database
from shared.service import Blueprint, create_service
from shared.settings import ServiceSettings
from tests.support.service import NO_BROKER

NO_DATABASE = "postgresql://nobody@127.0.0.1:9/none"


SETTINGS = ServiceSettings.model_validate(
    {"database_url": NO_DATABASE, "port": 0, "KAFKA_BOOTSTRAP_SERVERS": NO_BROKER}
)


class Noting(Database):
    """Notes who wants to hear of commits."""

    def __init__(self) -> None:
        super().__init__(NO_DATABASE)
        self.hearing: list[Callable[[], None]] = []

    def after_commit(self, callback: Callable[[], None]) -> None:
        """Note it."""
        self.hearing.append(callback)


@pytest.mark.parametrize(("relay_poll_ms", "woken"), [(0, True), (100, False)])
async def test_a_commit_wakes_the_relay_unless_it_only_polls(relay_poll_ms: int, *, woken: bool) -> None:
    blueprint = Blueprint(name="programme", title="Essai", route_handlers=(), relay_poll_ms=relay_poll_ms)
    database = Noting()

    create_service(blueprint, settings=SETTINGS, database=database, role="worker")

    assert [callback.__name__ for callback in database.hearing] == ["wake"] * woken


async def test_the_communes_are_read_before_the_first_request_since_reading_them_holds_up_all_others() -> None:
    gazetteer.cache_clear()
    blueprint = Blueprint(name="programme", title="Essai", route_handlers=())
    app = create_service(blueprint, settings=SETTINGS, database=Database(NO_DATABASE), role="api")
    assert gazetteer.cache_info().currsize == 0

    async with AsyncTestClient(app):
        assert gazetteer.cache_info().currsize == 1
