"""A job as the code that does its work sees it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from shared.jobs import store
from shared.jobs.kind import Kind
from shared.postgres.database import Database, Tx

A = TypeVar("A")


class GiveUp(Exception):
    """Trying again would not help: the job is dead at once; the message says why, without data of people."""


class LeaseLost(Exception):
    """The job is another run's by now, or was set to another moment: what this one does must not be kept."""


@dataclass(slots=True, kw_only=True)
class Running:
    """One run of a job."""

    claimed: store.Claimed
    database: Database
    finished: bool = field(default=False, init=False)

    @property
    def is_last_attempt(self) -> bool:
        """True where a failure of this run makes the job dead."""
        return self.claimed.attempts >= self.claimed.most_attempts

    async def finish(self, tx: Tx) -> None:
        """Mark the job done in the transaction of its work, which is then done once and no more.

        Raises ``LeaseLost``. A run that never calls this is marked done after it, so its work may be done twice.
        """
        if not await store.finish(tx, self.claimed):
            raise LeaseLost
        self.finished = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Handler(Generic[A]):
    """A kind and the coroutine that does the work of one job; it may be run twice (see ``Running.finish``)."""

    kind: Kind[A]
    run: Callable[[Running, A], Awaitable[None]]


Handlers = dict[str, Handler[Any]]
