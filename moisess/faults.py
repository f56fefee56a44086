"""Expected failures of a command: one sentence to the person, no trace, exit code 1."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console


@contextmanager
def said_plainly(*expected: type[Exception]) -> Iterator[None]:
    """Print the message of an expected failure in place of its trace, and end the command."""
    try:
        yield
    except expected as failure:
        Console(stderr=True, highlight=False).print(str(failure), style="red", markup=False, soft_wrap=True)
        raise SystemExit(1) from failure
