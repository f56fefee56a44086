from collections.abc import AsyncIterator

import pytest
from httpx import AsyncClient

from tests.unit.http.sample import client_of, sample_app


@pytest.fixture
async def client() -> AsyncIterator[AsyncClient]:
    """Give a client of the sample service, whose database nobody answers for."""
    async with client_of(sample_app()) as client:
        yield client
