"""TCP ports of the loopback interface, held from the moment they are chosen: two stacks may start at once."""

import contextlib
import socket
from collections.abc import Iterator

from deploy.local.failures import port_taken

HOST = "127.0.0.1"
WAITING = 2048
"""Connections that may wait until a server takes them."""


class Reservation:
    """Ports for servers that open them by themselves: bound here until they listen, so that nobody is given them.

    A server that binds as servers do (``SO_REUSEADDR``) is let in beside us, since we do not listen.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self._held = contextlib.ExitStack()

    def choose(self, wanted: int | None, *, remembered: int | None, option: str) -> int:
        """Return the port asked for, else the one of last time where it is free, else any free one.

        Raises ``StackFailed`` where the port asked for is taken.
        """
        if wanted is not None:
            if not self._hold(wanted):
                raise port_taken(wanted, option)
            return wanted
        if remembered is not None and self._hold(remembered):
            return remembered
        return self._hold(0)

    def end(self) -> None:
        """Let go of them."""
        self._held.close()

    def _hold(self, port: int) -> int:
        """Return the port that is held now, 0 where it is taken."""
        holder = self._held.enter_context(_as_servers_do())
        try:
            holder.bind((HOST, port))
        except OSError:
            return 0
        return port_of(holder)


@contextlib.contextmanager
def reserved() -> Iterator[Reservation]:
    """Give a reservation that lasts until the end of the block."""
    reservation = Reservation()
    try:
        yield reservation
    finally:
        reservation.end()


def listen(port: int = 0) -> socket.socket:
    """Return a socket that listens, to be given to a server: from now on nobody else can. 0 takes any free port.

    Raises ``OSError`` where the port is taken.
    """
    listener = _as_servers_do()
    try:
        listener.bind((HOST, port))
        listener.listen(WAITING)
    except OSError:
        listener.close()
        raise
    return listener


def listen_rather(port: int) -> socket.socket:
    """Return a socket that listens there, or elsewhere where it is taken."""
    try:
        return listen(port)
    except OSError:
        return listen()


def port_of(listener: socket.socket) -> int:
    """Return where a socket is bound."""
    return int(listener.getsockname()[1])


def free() -> int:
    """Return a port that nothing listens on now; for programs that can be given no socket."""
    with reserved() as reservation:
        return reservation.choose(None, remembered=None, option="")


def answers(port: int) -> bool:
    """Tell whether a server accepts connections there."""
    with socket.socket() as client:
        client.settimeout(1)
        return client.connect_ex((HOST, port)) == 0


def _as_servers_do() -> socket.socket:
    # Ports in TIME_WAIT count as free.
    opened = socket.socket()
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    return opened
