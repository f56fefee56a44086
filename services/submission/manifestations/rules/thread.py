"""What an organiser and those who decide have written to each other, in one order. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.submission.manifestations.rules.decisions import LastDecision
from services.submission.manifestations.rules.words import Written


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message."""

    kind: str
    """``note`` and ``appeal`` are the organiser’s; ``accepted``, ``refused``, ``changes_requested`` of who decides."""
    by: str
    """``organiser``, ``chamber`` or ``national``."""
    text: str
    points: tuple[str, ...] = ()
    """Field by field, what is to be changed."""
    at: datetime


def thread_of(decision: LastDecision | None, written: Sequence[Written]) -> list[Message]:
    """Return the messages of both sides, the first one first."""
    return sorted([*_said(decision), *_written(written)], key=lambda message: message.at)


def _said(decision: LastDecision | None) -> Iterator[Message]:
    for each in decision.said if decision else ():
        yield Message(kind=each.kind, by=each.by, text=each.text, points=each.points, at=each.at)


def _written(written: Sequence[Written]) -> Iterator[Message]:
    for each in written:
        yield Message(kind=each.kind, by="organiser", text=each.text, at=each.at)
