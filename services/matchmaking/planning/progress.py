"""How far a search is."""

from dataclasses import dataclass

from services.matchmaking.planning.rules.problem import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """The best plan so far, and what is proven of all others."""

    attempt: int = 0
    """Which of the attempts says this; those before it in the same process have given up."""
    plan: Plan | None = None
    breaks: int | None = None
    bound: int = 0
    """No plan has fewer breaks."""
    done: bool = False
    """There is nothing better; without a plan, there is none."""
    reasons: tuple[str, ...] = ()
    """Why there is no plan, in French."""
