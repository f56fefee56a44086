"""All invariants over one trial."""

from shared.contracts.eligibility import DECISIONS
from shared.contracts.programme import LISTINGS
from tests.faults.field import Field
from tests.faults.history import History, Observed
from tests.faults.invariants import (
    no_fault_without_a_hint,
    nobody_is_booked_twice,
    nothing_acknowledged_is_lost,
    nothing_is_doubled,
)
from tests.faults.log_invariants import (
    a_snapshot_is_what_the_log_says,
    every_record_is_accounted_for,
    the_compacted_end_is_the_database,
    versions_never_go_back,
)
from tests.faults.observe import HEARD, READ_TOPICS


def violations(field: Field, history: History, seen: Observed) -> list[str]:
    """Return whatever does not hold, I1 to I6 and I8; poison is no entity's version, so I5 leaves it out."""
    found = nothing_acknowledged_is_lost(history, seen)
    found += nothing_is_doubled(history, seen)
    found += nobody_is_booked_twice(history, seen)
    bad = {position for planted in field.poison.values() for position in planted}
    good = {topic: [record for record in seen.records[topic] if record.position not in bad] for topic in READ_TOPICS}
    for snapshot in seen.snapshots:
        if snapshot.snapshot_id in history.snapshots:
            found += a_snapshot_is_what_the_log_says(snapshot, seen.records[DECISIONS.topic])
    for records in good.values():
        found += versions_never_go_back(records)
    public = [record for record in good[LISTINGS.topic] if record.key not in field.strangers]
    found += the_compacted_end_is_the_database(public, seen.listings)
    for topic, group in HEARD:
        found += every_record_is_accounted_for(
            group, seen.records[topic], seen.states[group], seen.letters[group], field.poison[group]
        )
    return found + no_fault_without_a_hint(history.answers)
