"""People at desks."""

import pytest

from tests.integration.eligibility.conftest import MakeKey
from tests.integration.eligibility.desk.working import PAGE, Moderator
from tests.support.service import Client


@pytest.fixture
async def moderator(client: Client, make_key: MakeKey) -> Moderator:
    return Moderator(client=client, key={**PAGE, **await make_key("moderator", "53")})


@pytest.fixture
async def colleague(client: Client, make_key: MakeKey) -> Moderator:
    return Moderator(client=client, key={**PAGE, **await make_key("moderator", "53")})


@pytest.fixture
async def neighbour(client: Client, make_key: MakeKey) -> Moderator:
    return Moderator(client=client, key={**PAGE, **await make_key("moderator", "28")})
