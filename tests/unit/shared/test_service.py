import asyncio
import os
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient

from shared.geography.bundle import gazetteer
from shared.lifespan import lifespan
from shared.postgres.database import Database
from shared.service import Blueprint, create_service
from shared.settings import ServiceSettings
from tests.support.service import NO_BROKER

NO_DATABASE = "postgresql://nobody@127.0.0.1:9/none"


SETTINGS = ServiceSettings.model_validate(
    {"database_url": NO_DATABASE, "port": 0, "operations_port": 0, "KAFKA_BOOTSTRAP_SERVERS": NO_BROKER}
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


async def ends_by_itself() -> None:
    """Return, as no loop should."""


async def is_cancelled() -> None:
    raise asyncio.CancelledError


async def fails() -> None:
    raise ValueError


@pytest.mark.parametrize("loop", [ends_by_itself, is_cancelled, fails])
async def test_a_loop_that_ends_takes_the_process_with_it_however_it_ends(
    loop: Callable[[], Coroutine[Any, Any, None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = asyncio.Event()
    monkeypatch.setattr(os, "kill", lambda _pid, _signal: asked.set())

    async with running(lambda: [loop()]):
        async with asyncio.timeout(10):
            await asked.wait()


async def test_a_process_that_is_told_to_end_does_not_ask_itself_to(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(os, "kill", lambda _pid, number: asked.append(number))

    begun = asyncio.Event()

    async def goes_on() -> None:
        begun.set()
        await asyncio.Event().wait()

    async with running(lambda: [goes_on()]):
        await begun.wait()

    assert [] == asked


def running(work: Callable[[], list[Coroutine[Any, Any, None]]]) -> AbstractAsyncContextManager[None]:
    """Give a process with no loops but these."""
    return lifespan(Database(NO_DATABASE), work)(Litestar(route_handlers=[]))
