"""The submission service on a real database, its broker out of reach: what is asked over HTTP must not need it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from litestar.testing import AsyncTestClient

from services.submission.app import create_app
from services.submission.settings import Settings
from tests.support.service import Client, without_broker


@pytest.fixture
def service() -> str:
    return "submission"


@pytest.fixture
def now() -> datetime:
    """Give a day before the season: what these tests register is to come."""
    return datetime(2026, 9, 15, 12, tzinfo=UTC)


@pytest.fixture
async def client(database_url: str, now: datetime) -> AsyncIterator[Client]:
    # A clock that goes on: lists are in the order of the last change.
    ticks = (now + timedelta(seconds=second) for second in count())
    app = create_app(without_broker(Settings, database_url), "api", now=lambda: next(ticks))
    async with AsyncTestClient(app) as client:
        yield client
