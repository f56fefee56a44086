"""Many dead letters at once mean that the code is wrong: the consumer pauses instead of draining the topic."""

import pytest

from shared.errors import Unavailable
from shared.kafka.allowance import Allowance


def test_a_few_bad_records_pass_and_the_last_of_them_may_be_one_too_many() -> None:
    allowance = Allowance(burst=3, per_minute=1)

    allowance.check()
    allowance.spend(2)
    allowance.check()
    allowance.spend(2)

    with pytest.raises(Unavailable):
        allowance.check()


def test_once_spent_the_consumer_pauses_and_says_for_how_long() -> None:
    allowance = Allowance(burst=3, per_minute=1)
    allowance.spend(5)

    with pytest.raises(Unavailable) as caught:
        allowance.check()

    assert caught.value.retry_after_seconds
    assert 100 <= caught.value.retry_after_seconds <= 121
