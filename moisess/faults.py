"""Expected failures of a command: one sentence to the person, no trace, exit code 1."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console

from shared.postgres.refusal import why_refused


@contextmanager
def said_plainly(*expected: type[Exception]) -> Iterator[None]:
    """Print the message of an expected failure in place of its trace, and end the command.

    An operator is told what the service keeps from whoever asks over HTTP: why the database lets nobody in.
    """
    try:
        yield
    except expected as failure:
        Console(stderr=True, highlight=False).print(_message(failure), style="red", markup=False, soft_wrap=True)
        raise SystemExit(1) from failure


def _message(failure: Exception) -> str:
    sentence = why_refused(failure.__cause__)
    return f"{failure} {sentence}" if sentence and sentence not in str(failure) else str(failure)
