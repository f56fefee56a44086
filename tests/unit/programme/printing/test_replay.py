from datetime import UTC, datetime
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from services.programme.listings.rules import canonical_programme
from services.programme.printing.replay import Fold
from services.programme.printing.store import SetAside, Snapshot
from shared.contracts.eligibility import DECISIONS, EligibilityDecided
from tests.support.builders import content, eligibility_decided, raw_record, record_of, some_id


def snapshot(*set_aside: SetAside) -> Snapshot:
    return Snapshot(
        snapshot_id=UUID(int=0),
        region_code="53",
        edition=2026,
        number=1,
        cut_at=datetime(2026, 9, 12, tzinfo=UTC),
        entries=0,
        sha256="",
        offsets=(),
        set_aside=set_aside,
    )


def programme_of(fold: Fold) -> bytes:
    return canonical_programme(entry for _, entry in fold.latest.values() if entry)


def decision(number: int, version: int, *, online: bool = True, region_code: str = "53") -> EligibilityDecided:
    return eligibility_decided(
        manifestation_id=some_id(number),
        version=version,
        online=online,
        paper=online,
        region_code=region_code,
        content=content(title=f"Version {version}"),
    )


decisions = st.lists(
    st.builds(
        lambda number, version: decision(
            number, version, online=(number + version) % 3 != 0, region_code="53" if version % 4 else "52"
        ),
        st.integers(1, 4),
        st.integers(1, 6),
    ),
    max_size=20,
)


@settings(max_examples=60)
@given(decisions, st.randoms())
def test_any_order_of_the_records_gives_the_same_programme(found: list[EligibilityDecided], random: object) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    folds = [Fold(snapshot=snapshot()), Fold(snapshot=snapshot())]
    for fold, order in zip(folds, (found, shuffled), strict=True):
        fold.take(record_of(DECISIONS, each, offset=offset) for offset, each in enumerate(order))

    assert programme_of(folds[0]) == programme_of(folds[1])


def test_what_moved_to_another_region_is_no_longer_printed_here() -> None:
    fold = Fold(snapshot=snapshot())
    fold.take([record_of(DECISIONS, decision(1, 1)), record_of(DECISIONS, decision(1, 2, region_code="52"))])

    assert programme_of(fold) == b"[]"


def test_unreadable_records_and_those_set_aside_are_counted_and_passed_over() -> None:
    fold = Fold(snapshot=snapshot(SetAside(topic=DECISIONS.topic, partition=0, record_offset=2)))

    fold.take(
        [
            record_of(DECISIONS, decision(1, 1), offset=0),
            raw_record(DECISIONS.topic, key=None, value=b"\xff", headers=[("ce_id", b"\xff")], offset=1),
            record_of(DECISIONS, decision(1, 9), offset=2),
        ]
    )

    assert fold.records_read == 3
    assert [version for version, _ in fold.latest.values()] == [1]
