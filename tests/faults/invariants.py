"""What must hold whatever failed: I1, I2, I3, I7 and I8; each returns a sentence per violation."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from shared.contracts.eligibility import DECISIONS
from shared.contracts.submission import MANIFESTATIONS
from tests.faults.history import Answer, Dossier, History, Listed, Meeting, Observed, told_versions

SERVER_FAULT = 500


def nothing_acknowledged_is_lost(history: History, seen: Observed) -> list[str]:
    """I1: what was acknowledged is in the database, in the log, was judged, and is shown as it was judged."""
    told = told_versions(seen.records.get(MANIFESTATIONS.topic, []))
    decided = told_versions(seen.records.get(DECISIONS.topic, []))
    public = set(seen.public)
    found = [f"{request} was never acknowledged" for request in history.abandoned]
    for one, versions in history.versions.items():
        if seen.manifestations.get(one, 0) < max(versions):
            found.append(f"{one}: version {max(versions)} was acknowledged, the database has it not")
        if missing := versions - told.get(one, set()):
            found.append(f"{one}: versions {sorted(missing)} were acknowledged, the log has them not")
        found += _follows(one, max(versions), seen)
        if one in history.withdrawn and one in public:
            found.append(f"{one}: its withdrawal was acknowledged, the public list shows it")
    for one, version in sorted(history.decided):
        if version not in decided.get(one, set()):
            found.append(f"{one}: decision {version} was acknowledged, the log has it not")
    kept = {snapshot.snapshot_id for snapshot in seen.snapshots}
    found += [f"snapshot {one} was acknowledged and is gone" for one in sorted(history.snapshots - kept)]
    return found


def _follows(one: str, version: int, seen: Observed) -> list[str]:
    """Follow one manifestation down the chain to the page that readers see."""
    dossier = seen.dossiers.get(one)
    if dossier is None or dossier.judged_version < version:
        return [f"{one}: version {version} was never judged"]
    found = []
    if seen.heard.get(one) != dossier.version:
        found.append(f"{one}: its organiser is not shown decision {dossier.version}")
    if seen.listings.get(one) != Listed(version=dossier.version, online=dossier.online):
        found.append(f"{one}: the programme does not hold decision {dossier.version}")
    return found + _shown(one, dossier, shown=one in seen.public)


def _shown(one: str, dossier: Dossier, *, shown: bool) -> list[str]:
    if shown == dossier.online:
        return []
    return [f"{one}: {'shown' if shown else 'not shown'} to the public, against decision {dossier.version}"]


def nothing_is_doubled(history: History, seen: Observed) -> list[str]:
    """I2: nothing is twice in the list, and a repeated request has made one manifestation."""
    found = [f"{one} is {times} times in the public list" for one, times in Counter(seen.public).items() if times > 1]
    return found + [
        f"the request {title!r} has made {times} manifestations"
        for title in history.registered
        if (times := seen.titles[title]) != 1
    ]


def nobody_is_booked_twice(history: History, seen: Observed) -> list[str]:
    """I3: no structure and no table twice in a slot, no half meeting, no acknowledged booking gone."""
    held = [meeting for meeting in seen.meetings if meeting.booked]
    found = _overbooked(held)
    for meeting in seen.meetings:
        expected = meeting.structures if meeting.booked else frozenset()
        if meeting.busy != expected:
            found.append(f"meeting {meeting.meeting_id} is a half one: {len(meeting.busy)} busy parties")
    known: Mapping[str, tuple[str, frozenset[str]]] = {
        meeting.meeting_id: (meeting.slot_id, meeting.structures) for meeting in held
    }
    for meeting_id, acknowledged in history.booked.items():
        if known.get(meeting_id) != acknowledged:
            found.append(f"meeting {meeting_id} was acknowledged and is not held as it was")
    return found


def _overbooked(held: Sequence[Meeting]) -> list[str]:
    meetings: dict[tuple[str, str], list[str]] = defaultdict(list)
    for meeting in held:
        meetings[meeting.slot_id, f"table {meeting.table}"].append(meeting.meeting_id)
        for structure in meeting.structures:
            meetings[meeting.slot_id, structure].append(meeting.meeting_id)
    return [f"{who} has {len(ids)} meetings in slot {slot}" for (slot, who), ids in meetings.items() if len(ids) > 1]


def recovered_in_time(seconds: float, limit: float) -> list[str]:
    """I7: from the end of the fault until everything is shown and no record waits."""
    return [f"recovered after {seconds:.1f} s, allowed are {limit:.0f} s"] if seconds > limit else []


def no_fault_without_a_hint(answers: Iterable[Answer]) -> list[str]:
    """I8: who is refused for a reason of ours is told when to come back."""
    return [
        f"{answer.request} was answered {answer.status} without a hint when to retry"
        for answer in answers
        if answer.status >= SERVER_FAULT and not (answer.retry_after or "").isdecimal()
    ]
