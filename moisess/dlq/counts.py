"""How many records of a dead-letter topic are in which state, by error."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from moisess.dlq.letters import Box, Letter, group_of, origin_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorCount:
    """The records that failed with one class of error."""

    error_class: str
    pending: int
    redriven: int
    dropped: int
    oldest_at: datetime
    latest_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxCount:
    """A dead-letter topic by error; none where it is empty."""

    dead_letter_topic: str
    topic: str
    group: str
    errors: tuple[ErrorCount, ...]


def counted(box: Box) -> BoxCount:
    """Count a dead-letter topic, errors in the order of their names."""
    classes = sorted({letter.error_class for letter in box.letters})
    return BoxCount(
        dead_letter_topic=box.name,
        topic=origin_of(box.name),
        group=group_of(box.name),
        errors=tuple(
            _count(box, name, [letter for letter in box.letters if letter.error_class == name]) for name in classes
        ),
    )


def _count(box: Box, error_class: str, letters: Sequence[Letter]) -> ErrorCount:
    outcomes = Counter(box.marks[letter.identity].outcome for letter in letters if letter.identity in box.marks)
    moments = [letter.failed_at for letter in letters]
    return ErrorCount(
        error_class=error_class,
        pending=len(letters) - outcomes.total(),
        redriven=outcomes["redriven"],
        dropped=outcomes["dropped"],
        oldest_at=min(moments),
        latest_at=max(moments),
    )
