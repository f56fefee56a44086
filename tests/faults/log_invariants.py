"""What must hold of topics whatever failed: I4, I5 and I6; each returns a sentence per violation."""

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from tests.faults.history import Listed, Position, Snapshot, Told

SAYS_NOTHING: tuple[Any, ...] = (None, False, [], {}, "scheduled")
"""Defaults of the contract, which the canonical form leaves out."""


def a_snapshot_is_what_the_log_says(snapshot: Snapshot, decisions: Sequence[Told]) -> list[str]:
    """I4: its hash is that of its bytes, and its entries are the fold of the log up to its offsets."""
    name = f"snapshot {snapshot.snapshot_id}"
    if hashlib.sha256(snapshot.content).hexdigest() != snapshot.sha256:
        return [f"{name}: its hash is not that of its content"]
    latest: dict[str, dict[str, Any]] = {}
    for record in decisions:
        below = record.offset < snapshot.offsets.get((record.topic, record.partition), 0)
        if not below or record.position in snapshot.set_aside or (decision := _read(record)) is None:
            continue
        if record.key not in latest or latest[record.key]["version"] < record.version:
            latest[record.key] = decision
    expected = {
        key: decision
        for key, decision in latest.items()
        if (published := decision["published"])
        and published["paper"]
        and (published["region_code"], decision["edition"]) == (snapshot.region_code, snapshot.edition)
    }
    entries = json.loads(snapshot.content)
    printed = {entry["manifestation_id"]: entry for entry in entries}
    differing = sorted(
        key for key in expected.keys() | printed.keys() if not _prints(printed.get(key), expected.get(key))
    )
    found = [f"{name}: {key} is not what the log says" for key in differing]
    return found + ([f"{name}: an entry stands twice in it"] if len(entries) != len(printed) else [])


def versions_never_go_back(records: Sequence[Told]) -> list[str]:
    """I5: in a partition the versions of an entity only grow, but for exact repeats; it stays in one partition.

    A relay that was killed after sending sends its whole batch again, so repeats end where they began: on the highest.
    """
    found: list[str] = []
    known: dict[tuple[str, int], bytes | None] = {}
    highest: dict[str, Told] = {}
    last: dict[str, Told] = {}
    for record in records:
        before = highest.get(record.key)
        if before is not None and before.partition != record.partition:
            found.append(f"{record.topic}: {record.key} is in partitions {before.partition} and {record.partition}")
        if (record.key, record.version) in known:
            if known[record.key, record.version] != record.value:
                found.append(f"{_where(record)}: version {record.version} of {record.key} was told otherwise before")
        elif before is not None and record.version < before.version:
            found.append(f"{_where(record)}: version {record.version} of {record.key} follows {before.version}")
        known.setdefault((record.key, record.version), record.value)
        last[record.key] = record
        if before is None or before.version < record.version:
            highest[record.key] = record
    return found + [
        f"{_where(record)}: {key} ends on version {record.version}, not on {highest[key].version}"
        for key, record in last.items()
        if record.version != highest[key].version
    ]


def the_compacted_end_is_the_database(records: Sequence[Told], listings: Mapping[str, Listed]) -> list[str]:
    """I5, of the public topic: the last record of each key says what the programme shows."""
    last = {record.key: record for record in records}
    found = []
    for key, record in last.items():
        row = listings.get(key)
        if row is None or row.online != (record.value is not None) or (row.online and row.version != record.version):
            found.append(f"{record.topic}: {key} ends on version {record.version}, the programme holds {row}")
    silent = sorted(key for key, row in listings.items() if row.online and key not in last)
    return found + [f"{key} is online and was never told" for key in silent]


def every_record_is_accounted_for(
    group: str,
    records: Sequence[Told],
    state: Mapping[str, int],
    letters: Mapping[Position, int],
    poison: Collection[Position],
    *,
    twins: bool = False,
) -> list[str]:
    """I6: a record is applied, older than the state, or poison and then once in the dead letters.

    ``twins`` allows a letter twice, as a process leaves it that is killed between the broker's word and its commit.
    """
    here = {record.position for record in records}
    planted = here.intersection(poison)
    found = []
    for record in records:
        times = letters.get(record.position, 0)
        if record.position in planted:
            if times == 0:
                found.append(f"{group}: the poison at {_where(record)} is not in the dead letters")
            elif times > 1 and not twins:
                found.append(f"{group}: the poison at {_where(record)} is {times} times in the dead letters")
        elif times:
            found.append(f"{group}: the good record at {_where(record)} is in the dead letters")
        elif state.get(record.key, -1) < record.version:
            found.append(f"{group}: {_where(record)} with version {record.version} of {record.key} was not applied")
    strangers = Counter(letters).keys() - here
    return found + [f"{group}: a dead letter speaks of {position}, which is no record" for position in strangers]


def _read(record: Told) -> dict[str, Any] | None:
    try:
        decision = json.loads(record.value or b"null")
    except ValueError:
        return None
    return decision if record.version >= 0 and isinstance(decision, dict) else None


def _prints(entry: dict[str, Any] | None, decision: dict[str, Any] | None) -> bool:
    """Return True where an entry is what a decision publishes, but for the contact, which is kept apart."""
    if entry is None or decision is None:
        return False
    content = {name: said for name, said in decision["published"]["content"].items() if name != "public_contact"}
    printed = {name: said for name, said in entry["content"].items() if name != "public_contact"}
    return bool(entry["version"] == decision["version"]) and _says(printed, content)


def _says(printed: Any, said: Any) -> bool:
    """Return True for the same values, where the printed form may leave out what says nothing."""
    if isinstance(printed, dict) and isinstance(said, dict):
        left_out = [said[name] for name in said.keys() - printed.keys()]
        return all(value in SAYS_NOTHING for value in left_out) and all(
            name in said and _says(value, said[name]) for name, value in printed.items()
        )
    if isinstance(printed, list) and isinstance(said, list):
        return len(printed) == len(said) and all(map(_says, printed, said))
    return bool(printed == said)


def _where(record: Told) -> str:
    return f"{record.topic}[{record.partition}]@{record.offset}"
