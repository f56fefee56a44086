"""Server processes that outlive the command that started them, and are found again by the next one."""

import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from deploy.local import ports
from deploy.local.private import UMASK, private_file

CLOCK_SECONDS = 1.0
LOOK_SECONDS = 0.03

# A child is kept here until it is stopped, since Python warns of a handle that is dropped while its process runs.
_children: dict[int, subprocess.Popen[bytes]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """A process by number and start time: the number may have been given to another program since."""

    pid: int
    started_at: float
    """Seconds since 1970."""


def start(
    command: Sequence[str],
    *,
    output: Path,
    environment: Mapping[str, str],
    folder: Path,
    sockets: Sequence[socket.socket] = (),
) -> Process:
    """Start a server in a session of its own, so that Ctrl-C in the terminal does not reach it.

    ``sockets`` stay open in it, under the same numbers.
    """
    with private_file(output).open("ab") as log:
        child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env=dict(environment),
            cwd=folder,
            start_new_session=True,
            umask=UMASK,
            pass_fds=[each.fileno() for each in sockets],
        )
    _children[child.pid] = child
    return known(child.pid)


def known(pid: int) -> Process:
    """Describe a process that runs now."""
    try:
        return Process(pid=pid, started_at=psutil.Process(pid).create_time())
    except psutil.NoSuchProcess:
        return Process(pid=pid, started_at=time.time())


def is_running(process: Process | None) -> bool:
    """Tell whether this very process still runs."""
    return process is not None and _find(process) is not None


def memory(process: Process) -> int:
    """Return the bytes a process and its children hold, 0 where it has ended."""
    found = _find(process)
    if found is None:
        return 0
    family = [found, *found.children(recursive=True)]
    return sum(_resident(member) for member in family)


def listens(process: Process, port: int) -> bool:
    """Tell whether this very process accepts connections there, and not another one that was faster."""
    # The first look costs nothing; the second goes through every file that the process has open.
    if not ports.answers(port):
        return False
    found = _find(process)
    try:
        connections = found.net_connections("tcp") if found else []
    except psutil.Error:
        return False
    return any(each.status == psutil.CONN_LISTEN and each.laddr.port == port for each in connections)


def wait_until(ready: Callable[[], bool], *, process: Process, seconds: float) -> bool:
    """Wait until a server is ready; False where it ended or took longer than ``seconds``."""
    deadline = time.monotonic() + seconds
    while not ready():
        if not is_running(process) or time.monotonic() > deadline:
            return False
        time.sleep(LOOK_SECONDS)
    return True


def stop(process: Process | None, *, with_signal: signal.Signals = signal.SIGTERM, seconds: float = 10) -> None:
    """End a process, by force where it has not ended by itself in time; does nothing where it is not ours."""
    found = _find(process) if process is not None else None
    if found is not None:
        try:
            found.send_signal(with_signal)
            found.wait(seconds)
        except psutil.TimeoutExpired:
            found.kill()
            found.wait(seconds)
        except psutil.NoSuchProcess:
            pass
    if process is not None and (child := _children.pop(process.pid, None)) is not None:
        child.wait()


def _find(process: Process) -> "psutil.Process | None":
    try:
        found = psutil.Process(process.pid)
        if abs(found.create_time() - process.started_at) > CLOCK_SECONDS or found.status() == psutil.STATUS_ZOMBIE:
            return None
    except psutil.NoSuchProcess:
        return None
    return found


def _resident(member: "psutil.Process") -> int:
    try:
        return int(member.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0
