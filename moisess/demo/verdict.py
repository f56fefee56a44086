"""What a registration's state means for the person who sent it."""

from collections.abc import Mapping
from typing import Any, Literal

Verdict = Literal["listed", "waiting", "refused"]
LABELS: dict[Verdict, str] = {
    "listed": "au programme",
    "waiting": "en attente d’une chambre",
    "refused": "refusée",
}
PLURALS: dict[Verdict, str] = {**LABELS, "refused": "refusées"}
OF_STATUS: dict[Any, Verdict] = {"eligible": "listed", "to_review": "waiting", "refused": "refused"}


def verdict_of(registration: Mapping[str, Any]) -> Verdict | None:
    """Return how it stands; None while nobody has said anything on this version."""
    if registration.get("state") == "withdrawn":
        return "refused"
    return OF_STATUS.get((registration.get("status") or {}).get("verdict"))
