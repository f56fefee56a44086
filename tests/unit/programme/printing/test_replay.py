from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.programme.printing import replay as replay_module
from services.programme.printing.replay import Fold
from services.programme.printing.rules.canonical import CANONICAL_FORM, canonical_programme
from services.programme.printing.snapshot import SetAside, Snapshot
from shared.contracts.content import Content
from shared.contracts.eligibility import DECISIONS, EligibilityDecided, Publication
from tests.support.builders import content, eligibility_decided, raw_record, record_of, some_id

SALT = b"the salt of this snapshot"


def snapshot(*set_aside: SetAside) -> Snapshot:
    return Snapshot(
        snapshot_id=UUID(int=0),
        region_code="53",
        edition=2026,
        number=1,
        cut_at=datetime(2026, 9, 12, tzinfo=UTC),
        trigger="by_hand",
        entries=0,
        canonical_form=CANONICAL_FORM,
        salt=SALT,
        sha256="",
        offsets=(),
        set_aside=set_aside,
    )


def programme_of(fold: Fold) -> bytes:
    return canonical_programme(fold.printed, salt=SALT)


def decision(number: int, version: int, *, online: bool = True, region_code: str = "53") -> EligibilityDecided:
    return eligibility_decided(
        manifestation_id=some_id(number),
        version=version,
        online=online,
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


@dataclass(frozen=True, slots=True, kw_only=True)
class GrownContent(Content):
    """A later release's content."""

    dress_code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GrownPublication(Publication):
    """A later release's publication."""

    content: GrownContent


@dataclass(frozen=True, slots=True, kw_only=True)
class GrownDecision(EligibilityDecided):
    """A later release's decision."""

    published: GrownPublication | None


def test_records_of_yesterday_replay_to_the_same_bytes_once_the_contract_has_grown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    records = [record_of(DECISIONS, decision(number, 1), offset=number) for number in range(1, 6)]
    before = Fold(snapshot=snapshot())
    before.take(records)

    monkeypatch.setattr(replay_module, "DECISIONS", replace(DECISIONS, contract=GrownDecision))
    after = Fold(snapshot=snapshot())
    after.take(records)

    assert {type(printed.content) for printed in after.printed} == {GrownContent}
    assert programme_of(after) == programme_of(before) != b"[]"
