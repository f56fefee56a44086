"""What a registration's state means for the person who sent it."""

from collections.abc import Mapping
from typing import Any

from moisess.feed.outcomes import Kind

IN_FORCE = "openness"
"""A criterion that keeps a manifestation off the paper, and refuses nothing."""


def verdict_of(registration: Mapping[str, Any]) -> tuple[Kind, str]:
    """Return how it stands and a French sentence; ``undecided`` while nobody has said anything on this version."""
    status = registration.get("status") or {}
    chamber = _with_article(str(registration.get("chamber") or "équipe nationale"))
    if registration.get("state") == "withdrawn":
        return "refused", "Retirée par son organisateur."
    match status.get("verdict"):
        case "eligible":
            paper = "en ligne, peut être imprimée" if status.get("paper") else "en ligne, pas sur le papier"
            return "listed", f"Au programme : {paper}."
        case "to_review":
            return "waiting", f"En attente de {chamber} : {_because(status, 'unknown')}"
        case "refused":
            return "refused", f"Refusée : {_because(status, 'not_met')}"
        case _:
            return "undecided", "Reçue ; le verdict n’est pas encore rendu."


def _because(status: Mapping[str, Any], outcome: str) -> str:
    reasons = [reason for reason in status.get("reasons") or () if isinstance(reason, dict)]
    said = [
        str(reason.get("message"))
        for reason in reasons
        if reason.get("outcome") == outcome and reason.get("criterion") != IN_FORCE
    ]
    return " ".join(said) or "aucune raison n’est donnée."


def _with_article(chamber: str) -> str:
    return f"la {chamber}" if chamber.startswith("CRESS") else f"l’{chamber}"
