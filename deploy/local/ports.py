"""TCP ports of the loopback interface."""

import socket

from deploy.local.failures import port_taken

HOST = "127.0.0.1"


def choose(wanted: int | None, *, remembered: int | None, option: str) -> int:
    """Return the port asked for, else the one of last time where it is free, else any free one.

    Raises ``StackFailed`` where the port asked for is taken.
    """
    if wanted is not None:
        if not is_free(wanted):
            raise port_taken(wanted, option)
        return wanted
    if remembered is not None and is_free(remembered):
        return remembered
    return free()


def free() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        return int(listener.getsockname()[1])


def is_free(port: int) -> bool:
    """Tell whether a server could listen there, as servers do (ports in TIME_WAIT count as free)."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
        except OSError:
            return False
        return True


def answers(port: int) -> bool:
    """Tell whether a server accepts connections there."""
    with socket.socket() as client:
        client.settimeout(1)
        return client.connect_ex((HOST, port)) == 0
