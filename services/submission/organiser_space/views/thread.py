"""What organiser and chamber have written to each other, in words."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.submission.manifestations.rules.manifestation import Manifestation
from services.submission.manifestations.rules.thread import Message, thread_of
from services.submission.manifestations.rules.words import Written
from shared.contracts.submission import EditionChanged
from shared.editions.rules import NATIONAL_TEAM, chamber_of
from shared.french.dates import moment
from shared.french.typography import capitalised
from shared.geography.time_zones import PARIS

KINDS: Mapping[str, str] = {
    "note": "Mot à la chambre",
    "appeal": "Demande de réexamen",
    "accepted": "Acceptée",
    "refused": "Refusée",
    "changes_requested": "Modifications demandées",
}


def thread_view(
    edition: EditionChanged, manifestation: Manifestation, written: Sequence[Written]
) -> list[dict[str, Any]]:
    """Return the messages, the first one first."""
    chamber = chamber_of(edition, manifestation.chamber_region)
    return [
        {
            "kind": KINDS.get(each.kind, "Message"),
            "by": _author(each, chamber),
            "own": each.by == "organiser",
            "at": moment(each.at, PARIS),
            "text": each.text,
            "points": each.points,
            "files": (),
        }
        for each in thread_of(manifestation.last_decision, written)
    ]


def _author(message: Message, chamber: str) -> str:
    if message.by == "organiser":
        return "L’organisateur"
    return capitalised(NATIONAL_TEAM if message.by == "national" else chamber)
