from dataclasses import replace

import pytest

from deploy.kafka.declared import DAY_MS, FOREVER_MS, Topic
from deploy.kafka.plan import Change, Existing, plan, refused

DECISIONS = Topic(
    name="ess.internal.eligibility.decisions.v1",
    summary="verdicts",
    key="manifestation id",
    partitions=6,
    replication=3,
    cleanup="delete",
    retention_ms=1100 * DAY_MS,
    max_message_bytes=2097152,
    producer="eligibility",
)
LISTINGS = replace(DECISIONS, name="ess.public.programme.listings.v1", cleanup="compact")


def existing(topic: Topic, *, partitions: int | None = None, **settings: str) -> dict[str, Existing]:
    changed = {name.replace("_", "."): value for name, value in settings.items()}
    return {topic.name: Existing(partitions=partitions or topic.partitions, settings=topic.configuration() | changed)}


def only_change(topic: Topic, broker: dict[str, Existing]) -> Change:
    (change,) = plan([topic], broker)
    return change


def test_a_broker_that_is_as_declared_needs_no_change() -> None:
    assert plan([DECISIONS, LISTINGS], existing(DECISIONS) | existing(LISTINGS)) == ()


def test_a_missing_topic_is_created() -> None:
    change = only_change(DECISIONS, {})

    assert (change.kind, change.after, change.refusal) == ("create", "6", None)


def test_a_topic_that_nobody_declared_is_left_alone() -> None:
    assert plan([DECISIONS], existing(DECISIONS) | existing(replace(DECISIONS, name="other"))) == ()


def test_a_longer_retention_is_safe() -> None:
    change = only_change(DECISIONS, existing(DECISIONS, retention_ms=str(DAY_MS)))

    assert (change.what, change.before, change.after) == ("retention.ms", str(DAY_MS), str(1100 * DAY_MS))
    assert refused([change], allow_data_loss=False) == ()


@pytest.mark.parametrize("before", [FOREVER_MS, 1200 * DAY_MS])
def test_a_shorter_retention_is_refused_until_the_loss_is_accepted(before: int) -> None:
    change = only_change(DECISIONS, existing(DECISIONS, retention_ms=str(before)))

    assert refused([change], allow_data_loss=False) == (change,)
    assert refused([change], allow_data_loss=True) == ()


def test_keeping_for_ever_is_longer_than_any_retention() -> None:
    change = only_change(replace(DECISIONS, retention_ms=FOREVER_MS), existing(DECISIONS))

    assert change.refusal is None


def test_a_topic_may_get_more_partitions() -> None:
    change = only_change(DECISIONS, existing(DECISIONS, partitions=3))

    assert (change.kind, change.before, change.after, change.refusal) == ("partitions", "3", "6", None)


def test_partitions_never_shrink_whatever_is_accepted() -> None:
    change = only_change(DECISIONS, existing(DECISIONS, partitions=12))

    assert refused([change], allow_data_loss=True) == (change,)


def test_a_compacted_topic_gets_no_partitions_since_old_values_would_stay_in_the_old_ones() -> None:
    change = only_change(LISTINGS, existing(LISTINGS, partitions=3))

    assert refused([change], allow_data_loss=True) == (change,)


def test_the_way_of_cleaning_up_never_changes() -> None:
    changes = plan([replace(DECISIONS, cleanup="compact")], existing(DECISIONS))
    change = next(change for change in changes if change.what == "cleanup.policy")

    assert refused(changes, allow_data_loss=True) == (change,)


def test_a_setting_that_nobody_declared_is_taken_away() -> None:
    change = only_change(DECISIONS, existing(DECISIONS, segment_bytes="1000"))

    assert (change.what, change.before, change.after) == ("segment.bytes", "1000", None)
