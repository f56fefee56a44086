"""Waiting for something that another process brings about."""

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import TypeVar

T = TypeVar("T")


async def eventually(check: Callable[[], Awaitable[T]], *, within: float = 60.0, every: float = 0.02) -> T:
    """Call ``check`` until what it returns is true and return that; seconds.

    Raises ``AssertionError`` with the last state, or from the last ``AssertionError`` that ``check`` itself raised.
    """
    deadline = monotonic() + within
    while True:
        failure: AssertionError | None = None
        state: T | None = None
        try:
            state = await check()
        except AssertionError as error:
            failure = error
        if failure is None and state:
            return state
        if monotonic() > deadline:
            raise AssertionError(f"not within {within} s; last state: {failure or state!r}") from failure
        await asyncio.sleep(every)
