"""Counters are born at zero: a rate over time would not see the first event of one that is born with it."""

from prometheus_client import REGISTRY

from shared.observability import metrics


def test_what_may_happen_to_an_outbox_is_counted_from_zero() -> None:
    metrics.begin_relay("born-at-zero")
    metrics.begin_healing("born.at.zero")

    values = [
        REGISTRY.get_sample_value("outbox_published_total", {"service": "born-at-zero"}),
        REGISTRY.get_sample_value("outbox_publish_failures_total", {"service": "born-at-zero"}),
        REGISTRY.get_sample_value("outbox_healed_total", {"topic": "born.at.zero"}),
    ]
    assert values == [0, 0, 0]


def test_how_a_look_up_in_the_register_may_end_is_counted_from_zero() -> None:
    metrics.begin_look_ups()

    outcomes = ("found", "not_found", "unavailable", "not_asked")
    values = [REGISTRY.get_sample_value("register_lookups_total", {"outcome": outcome}) for outcome in outcomes]
    assert None not in values
