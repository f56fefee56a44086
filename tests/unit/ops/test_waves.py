from uuid import UUID

from shared.contracts.eligibility import DECISIONS, EligibilityDecided
from shared.kafka.records import Received, read
from shared.rebuild.waves import waves
from tests.support.builders import eligibility_decided, record_of


def received(number: int, version: int) -> Received[EligibilityDecided]:
    decision = eligibility_decided(manifestation_id=UUID(int=number), version=version)
    return read(DECISIONS, record_of(DECISIONS, decision))


def test_every_state_has_its_turn_in_order_and_no_key_comes_twice_at_once() -> None:
    found = waves([received(2, 1), received(1, 1), received(1, 2), received(3, 1), received(1, 3), received(2, 2)])

    assert [[(1, 1), (2, 1), (3, 1)], [(1, 2), (2, 2)], [(1, 3)]] == [
        [(UUID(item.key).int, item.version) for item in wave] for wave in found
    ]


def test_nothing_makes_no_wave() -> None:
    assert [] == waves([])
