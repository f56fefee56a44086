"""What a child process of the planner does first and last: takes its limits, and tells what it finds line by line."""

import os
import resource
import signal
import sys
from collections.abc import Iterable

import msgspec

OUT_OF_MEMORY = 3
GRACE = 5
"""Seconds after the limit at which a child ends that nobody waits for any more: its parent may have been killed."""


def tell(found: Iterable[object], *, seconds: float, memory: int) -> None:
    """Write each thing that is found on the standard output, within limits; ``memory`` is in bytes."""
    # HiGHS greets on the standard output, whatever it is told: what libraries print goes to the standard error.
    output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds + GRACE)
    try:
        for each in found:
            output.write(msgspec.json.encode(each) + b"\n")
            output.flush()
    except MemoryError:
        # An exception of its own, and the interpreter's way out, would need the memory that there is not.
        os._exit(OUT_OF_MEMORY)
