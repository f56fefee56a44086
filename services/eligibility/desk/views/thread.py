"""What organiser and chamber have written to each other, in words."""

from collections.abc import Mapping
from typing import Any

from services.eligibility.desk.views import words
from services.eligibility.dossiers.rules.thread import LineKind, Thread
from shared.french.dates import moment
from shared.geography.time_zones import PARIS

KINDS: Mapping[LineKind, str] = {
    "note": "Mot à la chambre",
    "appeal": "Demande de réexamen",
    "accepted": "Acceptée",
    "refused": "Refusée",
    "changes_requested": "Modifications demandées",
}


def thread_view(thread: Thread) -> list[dict[str, Any]]:
    """Return the messages, the first one first."""
    return [
        {
            "kind": KINDS[line.kind],
            "by": words.DECIDERS.get(line.by, line.by),
            "own": line.by != "organiser",
            "at": moment(line.at, PARIS),
            "text": line.text,
            "points": line.points,
        }
        for line in thread
    ]
