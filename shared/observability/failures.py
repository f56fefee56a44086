"""What a log says of an exception: where it was raised, and the beginning of its text."""

import re
import traceback

import asyncpg
from structlog.typing import ExcInfo

from shared.observability.redaction import blanked

MOST_FRAMES = 30
LONGEST_CHAIN = 5
QUOTED = re.compile(r'"[^"]*"')


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
    return [*earlier, f"{frames}{type(error).__qualname__}: {blanked(error_text(error))}", *parts]


def error_line(error: BaseException) -> str:
    """Return an exception in a line, for a log that needs no frames."""
    return f"{type(error).__qualname__}: {error_text(error)}"


def error_text(error: BaseException) -> str:
    """Return an exception's text, without what can hold a row: of PostgreSQL's neither ``DETAIL`` nor ``HINT``.

    Where a value is to blame, the message has it in quotes or behind a colon.
    """
    if isinstance(error, asyncpg.PostgresError):
        message = str(error.args[0]) if error.args else ""
        if isinstance(error, asyncpg.DataError):
            message = QUOTED.sub("…", message.partition(": ")[0])
        return f"{message} ({error.sqlstate}, {error.constraint_name})"
    return str(error)
