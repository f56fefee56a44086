"""What the stack remembers between two commands: addresses, passwords, processes."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock
from typing import Any

import msgspec

from deploy.local.failures import StackFailed
from deploy.local.inbox_server import Inbox
from deploy.local.kafka import Kafka
from deploy.local.postgres import Postgres
from deploy.local.private import private_file
from deploy.local.processes import Process
from deploy.local.register_server import Register

FILE = "stack.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Every part that has been started here, running or stopped."""

    kafka: Kafka | None = None
    postgres: Postgres | None = None
    register: Register | None = None
    inbox: Inbox | None = None
    instance: str = ""
    """Tells its services from those of another stack; drawn at the first start."""
    processes: dict[str, Process] = field(default_factory=dict)
    """By part: ``kafka``, ``postgres``, ``register``, ``inbox``."""


class StateFile:
    """The state on disk; it holds passwords, so that only its owner may read it."""

    def __init__(self, home: Path) -> None:
        """Take the folder of the stack's data; nothing is read or written yet."""
        self._home = home
        self._path = home / FILE
        self._writing = Lock()

    def read(self) -> State:
        """Return what was written last, an empty state where nothing was.

        Raises ``StackFailed`` where the file is damaged or from another version.
        """
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=State)
        except FileNotFoundError:
            return State()
        except msgspec.DecodeError as error:
            raise StackFailed(
                f"Le fichier {self._path} n’est pas lisible : arrêtez les programmes de la pile, "
                f"puis supprimez le dossier {self._home}."
            ) from error

    def change(self, **changes: Any) -> State:
        """Replace parts of the state and write it whole, so that a reader never sees half of it."""
        with self._writing:
            state = replace(self.read(), **changes)
            self._write(state)
            return state

    def started(self, part: str, process: Process) -> None:
        """Remember a process at once: a command that fails later must leave none behind unknown."""
        with self._writing:
            state = self.read()
            self._write(replace(state, processes={**state.processes, part: process}))

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the stack for one command; raises ``StackFailed`` where another one is at work."""
        self._home.mkdir(parents=True, exist_ok=True)
        with private_file(self._home / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise StackFailed(
                    f"Une autre commande démarre ou arrête déjà la pile de {self._home} : attendez qu’elle ait fini."
                ) from error
            yield

    def _write(self, state: State) -> None:
        aside = self._path.with_suffix(".new")
        aside.unlink(missing_ok=True)
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(msgspec.json.format(msgspec.json.encode(state)))
        aside.replace(self._path)
