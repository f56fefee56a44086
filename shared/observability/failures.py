"""What a log says of an exception: where it was raised, and the beginning of its text."""

import traceback

import asyncpg
from structlog.typing import ExcInfo

from shared.observability.redaction import blanked

MOST_FRAMES = 30
LONGEST_CHAIN = 5


def failure_text(exc_info: ExcInfo) -> str:
    """Return an exception with its innermost frames, and what it came from; the cause stands first."""
    return "\n".join(_chain(exc_info[1], LONGEST_CHAIN))


def _chain(error: BaseException, left: int) -> list[str]:
    if not left:
        return ["…"]
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    earlier = [*_chain(before, left - 1), "which led to:"] if before else []
    inner = error.exceptions[:LONGEST_CHAIN] if isinstance(error, BaseExceptionGroup) else ()
    frames = "".join(traceback.format_tb(error.__traceback__, limit=-MOST_FRAMES))
    parts = [f"of these: {line}" for each in inner for line in _chain(each, left - 1)]
    return [*earlier, f"{frames}{type(error).__qualname__}: {blanked(_text(error))}", *parts]


def _text(error: BaseException) -> str:
    """Return an exception's text; of PostgreSQL's the message alone: ``DETAIL`` and ``HINT`` can hold a row."""
    if isinstance(error, asyncpg.PostgresError):
        return f"{error.args[0] if error.args else ''} ({error.sqlstate}, {error.constraint_name})"
    return str(error)
