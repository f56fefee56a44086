from time import monotonic

import pytest

from moisess.feed import patience
from moisess.feed.patience import GaveUp, Patience


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


async def test_a_pause_that_was_asked_for_is_kept_by_everybody() -> None:
    heard: list[str] = []
    shared = Patience(60, hears=heard.append)
    before = monotonic()

    await shared.pause(0, "1", since=before, reason="trop de demandes")

    assert monotonic() - before >= 1
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
