"""What an organiser and those who decide have written to each other about a dossier; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from shared.contracts.eligibility import DecidedBy, Said, SaidKind
from shared.contracts.submission import ManifestationChanged
from shared.contracts.vocabulary import known

LineKind = Literal[SaidKind, "note", "appeal"]
LABELS: Mapping[LineKind, str] = {
    "note": "Mot à la chambre",
    "appeal": "Demande de réexamen",
    "accepted": "Acceptée",
    "refused": "Refusée",
    "changes_requested": "Modifications demandées",
}
MOST_LINES = 60
"""The latest are kept; nobody has ever written as many."""
MOST_SHOWN = 6_000
"""Characters of messages that the page of a dossier shows; the earlier ones are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One message."""

    kind: LineKind
    by: DecidedBy
    text: str
    points: tuple[str, ...] = ()
    judged_version: int
    """Of the manifestation that it came with, or was about."""
    at: datetime

    @property
    def key(self) -> str:
        """What tells it from the others: somebody may write two at once, of two kinds."""
        return f"{self.kind} {self.at.astimezone(UTC).isoformat()}"


Thread = tuple[Line, ...]


def with_line(thread: Thread, line: Line) -> Thread:
    """Return the thread with one more message."""
    return (*thread, line)[-MOST_LINES:]


def latest(thread: Thread) -> Thread:
    """Return the last messages that a page has room for, one at least."""
    room, shown = MOST_SHOWN, 0
    for line in reversed(thread):
        room -= len(line.text) + sum(map(len, line.points))
        if room < 0 and shown:
            break
        shown += 1
    return thread[len(thread) - shown :]


def with_words_of(thread: Thread, now: ManifestationChanged, before: ManifestationChanged | None) -> Thread:
    """Add what the organiser wrote with this version; what they took back is taken out, from earlier on too."""
    taken_back = {kind for kind, text in (("note", now.note), ("appeal", now.appeal)) if text is None}
    found = tuple(line for line in thread if line.kind not in taken_back)
    for line in _written(now, before):
        found = with_line(found, line)
    return found


def is_asked(thread: Thread) -> bool:
    """Return True where the last word of those who decide is a demand for changes."""
    last = next((line for line in reversed(thread) if line.by != "organiser"), None)
    return last is not None and last.kind == "changes_requested"


def with_forgotten(thread: Thread, said: Iterable[Said]) -> Thread:
    """Return the thread with what was told of it and forgotten by a restore."""
    lines: dict[tuple[str, datetime], Line] = {(line.kind, line.at): line for line in thread}
    for each in said:
        kind: SaidKind = known(each.kind, SaidKind, "refused")
        line = Line(
            kind=kind,
            by=known(each.by, DecidedBy, "chamber"),
            text=each.text,
            points=each.points,
            judged_version=each.judged_version,
            at=each.at,
        )
        lines.setdefault((kind, each.at), line)
    return tuple(sorted(lines.values(), key=lambda line: line.at))[-MOST_LINES:]


def told(thread: Thread) -> tuple[Said, ...]:
    """Return what is told of it: the organiser's own words are known to whoever shows it to them."""
    return tuple(
        Said(
            kind=line.kind,
            by=line.by,
            text=line.text,
            points=line.points,
            judged_version=line.judged_version,
            at=line.at,
        )
        for line in thread
        if line.by != "organiser"
    )


def _written(now: ManifestationChanged, before: ManifestationChanged | None) -> Iterable[Line]:
    at, version = now.changed_at, now.version
    if now.note and (before is None or before.note != now.note):
        yield Line(kind="note", by="organiser", text=now.note, judged_version=version, at=at)
    if now.appeal and (before is None or before.appealed_decision != now.appealed_decision):
        yield Line(kind="appeal", by="organiser", text=now.appeal, judged_version=version, at=at)
