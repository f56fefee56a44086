"""Conditions that the form alone minds."""

from collections.abc import Sequence

from shared.errors import Conflict


class DatesDoubted(Conflict):
    """The dates are right by every rule and yet mostly a slip; their organiser is asked."""

    status = 200
    """A question, and no fault."""
    code = "dates-a-confirmer"
    title = "Vérifiez les dates"

    def __init__(self, asked: Sequence[str]) -> None:
        """Keep what is asked."""
        super().__init__(" ".join(asked))
        self.asked = tuple(asked)
