import pytest

from moisess.feed import follow, patience
from tests.unit.feed.pretended_platform import PretendedPlatform


@pytest.fixture
def no_long_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name in ((patience, "FIRST_PAUSE"), (follow, "FIRST_ROUND"), (follow, "LONGEST_ROUND")):
        monkeypatch.setattr(module, name, 0.001)
    monkeypatch.setattr(patience, "LONGEST_PAUSE", 0.002)


@pytest.fixture
def platform() -> PretendedPlatform:
    return PretendedPlatform()
