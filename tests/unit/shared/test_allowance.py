"""Many dead letters at once mean that the code is wrong: the consumer pauses instead of draining the topic."""

import pytest

from shared.errors import Unavailable
from shared.kafka.allowance import Allowance


def test_no_more_may_be_set_aside_at_once_than_is_left() -> None:
    allowance = Allowance(burst=3, per_minute=1)
    before = allowance.left()

    allowance.spend(2)

    assert (3, 1) == (before, allowance.left())


def test_once_spent_the_consumer_pauses_and_says_for_how_long() -> None:
    allowance = Allowance(burst=3, per_minute=1)
    allowance.spend(3)

    with pytest.raises(Unavailable) as caught:
        allowance.left()

    assert caught.value.retry_after_seconds
    assert 50 <= caught.value.retry_after_seconds <= 61
