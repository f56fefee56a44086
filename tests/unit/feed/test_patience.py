from time import monotonic
from types import SimpleNamespace

import pytest

from moisess.feed import patience
from moisess.feed.patience import GaveUp, Patience
from tests.support.clock import SettableClock


@pytest.fixture(autouse=True)
def _no_long_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "FIRST_PAUSE", 0.001)


async def test_one_request_that_never_gets_through_is_given_up_alone() -> None:
    shared = Patience(60)
    shared.answered()

    with pytest.raises(TimeoutError, match="occupé"):
        await shared.pause(0, None, since=monotonic() - 61, reason="occupé")

    await shared.wait_for_turn()


async def test_nobody_waits_on_for_somebody_who_never_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    shared = Patience(3600)
    monkeypatch.setattr(patience, "NEVER_ANSWERED_SECONDS", 0.0)

    with pytest.raises(GaveUp, match="absent"):
        await shared.pause(0, None, since=monotonic(), reason="absent")
    with pytest.raises(GaveUp, match="absent"):
        await shared.wait_for_turn()


async def test_a_pause_that_was_asked_for_is_kept_by_everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    slept: list[float] = []
    clock = SettableClock()

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr(patience, "monotonic", clock)
    monkeypatch.setattr(patience, "asyncio", SimpleNamespace(sleep=sleep))
    shared = Patience(60, hears=heard.append)

    await shared.pause(0, "5", since=0, reason="trop de demandes")
    clock.now = 2
    await shared.wait_for_turn()
    clock.now = 5
    await shared.wait_for_turn()

    assert slept == [5, 3]
    assert heard == ["trop de demandes"]


async def test_a_longer_pause_than_anybody_would_wait_is_not_begun() -> None:
    shared = Patience(60)
    shared.answered()

    with pytest.raises(GaveUp):
        await shared.pause(0, "3600", since=monotonic(), reason="fermé pour la nuit")


@pytest.mark.parametrize(
    ("text", "seconds"), [(None, None), ("3", 3.0), ("bientôt", None), ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0)]
)
def test_retry_after_is_seconds_or_a_date(text: str | None, seconds: float | None) -> None:
    assert patience.seconds_of(text) == seconds
