"""What organiser and chamber have written to each other, in words."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.submission.manifestations.rules.manifestation import Manifestation
from services.submission.manifestations.rules.words import Written
from shared.contracts.submission import EditionChanged
from shared.editions.rules import NATIONAL_TEAM, chamber_of
from shared.french.dates import moment
from shared.french.typography import capitalised
from shared.geography.time_zones import PARIS

SAID: Mapping[str, str] = {
    "accepted": "Acceptée",
    "refused": "Refusée",
    "changes_requested": "Modifications demandées",
}


def thread_view(
    edition: EditionChanged, manifestation: Manifestation, written: Sequence[Written]
) -> list[dict[str, Any]]:
    """Return the messages, the first one first."""
    decision = manifestation.last_decision
    chamber = chamber_of(edition, manifestation.chamber_region)
    lines = [
        (
            each.at,
            {
                "kind": SAID.get(each.kind, "Message"),
                "by": capitalised(NATIONAL_TEAM if each.by == "national" else chamber),
                "own": False,
                "text": each.text,
                "points": each.points,
                "files": (),
            },
        )
        for each in (decision.said if decision else ())
    ]
    lines += [
        (
            each.at,
            {
                "kind": "Demande de réexamen" if each.kind == "appeal" else "Mot à la chambre",
                "by": "L’organisateur",
                "own": True,
                "text": each.text,
                "points": (),
                "files": (),
            },
        )
        for each in written
    ]
    return [{**line, "at": moment(at, PARIS)} for at, line in sorted(lines, key=lambda line: line[0])]
