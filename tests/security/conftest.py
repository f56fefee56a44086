"""A service as a process, for the whole folder."""

from collections.abc import AsyncIterator

import pytest

from tests.security.process import Served, serving


@pytest.fixture(scope="session")
async def served(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Served]:
    """Give the process that the tests of this folder speak to."""
    async with serving(tmp_path_factory.mktemp("serving")) as served:
        yield served
