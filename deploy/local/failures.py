"""How the local stack says that it cannot start."""

import errno
from pathlib import Path

TAIL_LINES = 12


class StackFailed(Exception):
    """The stack cannot start or stop; the message is French: what happened and the way out."""


def port_taken(port: int, option: str) -> StackFailed:
    """Say that another program listens there."""
    return StackFailed(
        f"Le port {port} est déjà pris par un autre programme : libérez-le, ou choisissez-en un autre avec {option}."
    )


def disk_full(folder: Path) -> StackFailed:
    """Say that nothing more can be written."""
    return StackFailed(
        f"Il n’y a plus assez de place sur le disque qui porte {folder} : libérez-en, "
        "ou désignez un autre dossier avec MOISESS_HOME (les données) et MOISESS_CACHE_DIR (les téléchargements)."
    )


def is_disk_full(error: OSError) -> bool:
    """Tell a full disk or an exhausted quota from other faults of the file system."""
    return error.errno in {errno.ENOSPC, errno.EDQUOT}


def did_not_start(name: str, log: Path, *, port: int, option: str) -> StackFailed:
    """Read the end of a server's log and say why it did not start, as plainly as it allows."""
    tail = tail_of(log)
    if "Address already in use" in tail:
        return port_taken(port, option)
    if "No space left on device" in tail:
        return disk_full(log.parent)
    return StackFailed(f"{name} n’a pas démarré. Fin de son journal ({log}) :\n{tail or '(le journal est vide)'}")


def tail_of(log: Path) -> str:
    """Return the last lines of a log, or nothing where there is none."""
    if not log.exists():
        return ""
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-TAIL_LINES:])
