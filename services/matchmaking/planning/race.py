"""What several searches of one problem have told so far, and which plan is the result.

Who is ahead depends on the machine; which plan is the result must not. So a plan is taken once every attempt before it
has given up: what annealing left, where that is proven by anybody, or else that of the first attempt that proved its
own. It is the same however many searches divide the attempts among them.
"""

from dataclasses import replace
from math import inf

from services.matchmaking.planning.progress import Progress
from services.matchmaking.planning.rules.attempts import ANNEALING


class Race:
    """Listens to the searches, each on its lane."""

    def __init__(self, lanes: int) -> None:
        """Begin with nothing."""
        self.shown = Progress()
        """The best plan and the best bound of all, for whoever waits."""
        self.result: Progress | None = None
        """What nothing that is still to come would change."""
        self._at: list[float] = [0] * lanes
        """The attempt that each lane is at."""
        self._left = Progress()
        """What annealing leaves."""
        self._done: dict[int, Progress] = {}

    @property
    def is_hard(self) -> bool:
        """Whether a second search is worth its processor."""
        return self._at[0] >= ANNEALING

    def hear(self, lane: int, step: Progress) -> None:
        """Take in the next step of a search."""
        self._at[lane] = step.attempt
        if step.attempt <= ANNEALING:
            self._left = step
        if step.done:
            self._done[step.attempt] = step
        self.shown = _better(self.shown, step)
        self.result = self._decided(step)

    def leave(self, lane: int) -> None:
        """Wait no longer for a search that has ended: what it had begun counts as given up."""
        self._at[lane] = inf
        self.result = self.result or self._decided(self.shown)

    def _decided(self, step: Progress) -> Progress | None:
        if step.done and step.plan is None:
            return step if step.reasons else None
        first = min(self._done, default=inf)
        if first > ANNEALING >= self._at[0]:
            return None
        if self._left.breaks is not None and self._left.breaks <= self.shown.bound:
            return replace(self._left, bound=self.shown.bound, done=True)
        return self._done.get(int(first)) if first < inf and first <= min(self._at) else None


def _better(shown: Progress, step: Progress) -> Progress:
    if step.done and step.plan is None:
        return step
    if step.plan is not None and (shown.breaks is None or (step.breaks or 0) < shown.breaks):
        shown = replace(shown, plan=step.plan, breaks=step.breaks)
    bound = max(shown.bound, step.bound)
    return replace(shown, bound=bound, done=shown.breaks is not None and shown.breaks <= bound)
