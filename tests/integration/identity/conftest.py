import pytest


@pytest.fixture
def service() -> str:
    return "shared"
