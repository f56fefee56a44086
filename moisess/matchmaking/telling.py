"""What the commands of the planner say while they work, and where they do not come to an end."""

import sys
from pathlib import Path

from services.matchmaking.planning.child_process import Stopped
from services.matchmaking.planning.errors import Unreadable
from services.matchmaking.planning.progress import Progress

STOPPED: dict[Stopped, str] = {
    "limit": "Le temps accordé est écoulé : donnez-en plus par --limit.",
    "memory": "La mémoire accordée ne suffit pas : donnez-en plus par --memory.",
    "killed": "La recherche a été interrompue de l’extérieur : relancez-la.",
}


class Teller:
    """Says what changed, on the standard error."""

    def __init__(self) -> None:
        self._told: tuple[int | None, int] | None = None

    def __call__(self, step: Progress) -> None:
        """Hear of a step."""
        told = (step.breaks, step.bound)
        if step.plan is not None and told != self._told:
            self._told = told
            print(f"meilleur plan : {step.breaks} trous ; borne : {step.bound}", file=sys.stderr, flush=True)


def text_of(instance: Path) -> str:
    """Read a file, or raise ``Unreadable``."""
    try:
        return instance.read_text(encoding="utf-8")
    except OSError as error:
        raise Unreadable(f"{instance} ne peut pas être lu : {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise Unreadable(f"{instance} n’est pas un texte en UTF-8.") from error
