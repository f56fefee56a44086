"""What organiser and chamber have written to each other, in words."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.eligibility.desk.views import words
from services.eligibility.dossiers.rules.thread import LABELS, Thread
from shared.french.dates import moment
from shared.geography.time_zones import PARIS


def thread_view(thread: Thread, files: Mapping[str, Sequence[Mapping[str, str]]]) -> list[dict[str, Any]]:
    """Return the messages, the first one first, with the files that are attached to them."""
    return [
        {
            "kind": LABELS[line.kind],
            "by": words.DECIDERS.get(line.by, line.by),
            "own": line.by != "organiser",
            "at": moment(line.at, PARIS),
            "text": line.text,
            "points": line.points,
            "files": files.get(line.key, ()),
        }
        for line in thread
    ]
