"""The same work for many who ask at once, in one statement: what is asked while it is under way goes with the next."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

import asyncpg

from shared.postgres.faults import is_transient

if TYPE_CHECKING:
    from shared.postgres.database import Tx

Asked = TypeVar("Asked")
Given = TypeVar("Given")
Work = Callable[["Tx", Sequence[Asked]], Awaitable[Sequence[Given]]]
"""One statement that does all that is asked, or nothing; it gives one thing for each, in the same order."""

MOST = 16
"""Asked at once. Larger statements spare little more, and whoever comes together goes on together: the process would
then have nothing to do while the database has everything, and the other way round."""
SIDE_BY_SIDE = 2
"""Statements of a crowd that are under way at once, so that one is answered while the other is being done."""
HELD_UP_SECONDS = 0.5
"""A statement takes some milliseconds; one that waits for a lock must not keep those waiting who need none."""


class _Question(NamedTuple, Generic[Asked, Given]):
    asked: Asked
    given: "asyncio.Future[Given]"


class Together(Generic[Asked, Given]):
    """Shares a connection, a round trip and a commit among those who ask for the same work at the same time.

    Nobody waits for others to come: who asks alone is served alone and at once.
    """

    def __init__(self, work: Work[Asked, Given], connected: Callable[[], AbstractAsyncContextManager["Tx"]]) -> None:
        """Take the work, and what lends a connection outside a transaction."""
        self._work = work
        self._connected = connected
        self._waiting: list[_Question[Asked, Given]] = []
        self._serving: asyncio.Task[None] | None = None
        self._under_way: set[asyncio.Task[None]] = set()

    async def ask(self, asked: Asked) -> Given:
        """Return what the work gives for ``asked``; raises what it raises, and what getting a connection does."""
        given: asyncio.Future[Given] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Question(asked, given))
        if self._serving is None:
            self._serving = asyncio.create_task(self._serve())
        return await given

    async def _serve(self) -> None:
        try:
            while self._waiting:
                questions, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
                # Who gave up while waiting is not served: nobody would hear of it.
                if wanted := [question for question in questions if not question.given.done()]:
                    answering = asyncio.create_task(self._answer(wanted))
                    self._under_way.add(answering)
                    answering.add_done_callback(self._under_way.discard)
                    if len(self._waiting) < MOST or len(self._under_way) >= SIDE_BY_SIDE:
                        await asyncio.wait(
                            self._under_way, timeout=HELD_UP_SECONDS, return_when=asyncio.FIRST_COMPLETED
                        )
        finally:
            self._serving = None

    async def _answer(self, questions: Sequence[_Question[Asked, Given]]) -> None:
        try:
            async with self._connected() as connection:
                gifts = await self._work(connection, [question.asked for question in questions])
        except Exception as error:  # noqa: BLE001  whoever asked is told
            if len(questions) > 1 and _may_be_of_one(error):
                await asyncio.gather(*(self._answer([question]) for question in questions))
                return
            for question in questions:
                if not question.given.done():
                    question.given.set_exception(error)
            return
        for question, gift in zip(questions, gifts, strict=True):
            if not question.given.done():
                question.given.set_result(gift)


def _may_be_of_one(error: Exception) -> bool:
    """Return False where there is no connection, which is the same for all."""
    return isinstance(error, asyncpg.PostgresError) or not is_transient(error)
