"""Rows that the broker has and the outbox still shows: moved to the log together, since each move is a commit."""

import asyncio
import contextlib
from collections.abc import Sequence
from time import monotonic

from shared.outbox import queue

MOVE_SECONDS = 0.05
MANY_ROWS = 1000
MOST_ROWS = 4000
LAST_MOVE_SECONDS = 2


class Delivered:
    """What has been acknowledged of late, moved beside the sending of more.

    A relay that dies with it leaves rows behind, which are then sent again.
    """

    def __init__(self, connection: queue.Connection) -> None:
        """Take a connection of its own: what was acknowledged may be moved by anybody, so it needs no lock."""
        self._connection = connection
        self._oldest = 0.0
        self._waiting: list[int] = []
        self._under_way: list[int] = []
        self._moving: asyncio.Task[None] | None = None

    @property
    def ids(self) -> list[int]:
        """Name the rows that are still to be seen in the outbox, or may be."""
        return self._under_way + self._waiting

    def add(self, ids: Sequence[int]) -> None:
        """Note rows that the broker acknowledged."""
        if not self._waiting:
            self._oldest = monotonic()
        self._waiting += ids

    async def move_when_due(self) -> None:
        """Begin to move them once they are many, or have waited a moment; raises what an earlier move met."""
        if self._moving and (self._moving.done() or len(self.ids) >= MOST_ROWS):
            await self._moved()
        due = len(self._waiting) >= MANY_ROWS or monotonic() - self._oldest >= MOVE_SECONDS
        if self._waiting and due and not self._moving:
            self._under_way, self._waiting = self._waiting, []
            self._moving = asyncio.create_task(queue.move_to_log(self._connection, self._under_way))

    async def move_at_last(self) -> None:
        """Move them if that can still be done; a relay that ends in peace leaves nothing to be sent again.

        All or none: were an older row left behind, it would be sent again after the newer ones, and be the last word.
        """
        with contextlib.suppress(Exception):
            async with asyncio.timeout(LAST_MOVE_SECONDS):
                with contextlib.suppress(Exception):
                    await self._moved()
                if self.ids:
                    await queue.move_to_log(self._connection, self.ids)

    async def _moved(self) -> None:
        if moving := self._moving:
            self._moving = None
            await moving
            self._under_way = []
