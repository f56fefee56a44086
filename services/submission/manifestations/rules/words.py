"""What an organiser has written to whoever decides, version by version. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionWords:
    """What a version said beside the manifestation itself."""

    changed_at: datetime
    note: str | None
    appeal: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One message."""

    kind: Literal["note", "appeal"]
    text: str
    at: datetime


def written(versions: Sequence[VersionWords]) -> Iterator[Written]:
    """Return each message where it was first said; ``versions`` are all of them, the first one first."""
    before = None
    for each in versions:
        if each.note and (before is None or before.note != each.note):
            yield Written(kind="note", text=each.note, at=each.changed_at)
        if each.appeal and (before is None or before.appeal != each.appeal):
            yield Written(kind="appeal", text=each.appeal, at=each.changed_at)
        before = each
