"""Short ways to write the three outcomes of a criterion."""

from collections.abc import Callable

from shared.contracts.eligibility import Reason

Say = Callable[[str, str, str, dict[str, str]], Reason]
"""One of the three below: criterion, code, message, facts."""


def met(criterion: str, code: str, message: str, facts: dict[str, str]) -> Reason:
    """Return a criterion that holds on known facts."""
    return Reason(criterion=criterion, code=code, outcome="met", message=message, facts=facts)


def unknown(criterion: str, code: str, message: str, facts: dict[str, str]) -> Reason:
    """Return a criterion that a chamber, or the register later, has to settle."""
    return Reason(criterion=criterion, code=code, outcome="unknown", message=message, facts=facts)


def not_met(criterion: str, code: str, message: str, facts: dict[str, str]) -> Reason:
    """Return a criterion that known facts contradict."""
    return Reason(criterion=criterion, code=code, outcome="not_met", message=message, facts=facts)
