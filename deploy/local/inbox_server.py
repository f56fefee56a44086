"""The local inbox, which takes the platform's mails in the place of a mail server."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from deploy.local import ports, processes
from deploy.local.failures import did_not_start
from deploy.local.given import SMTP
from deploy.local.inbox.app import FOLDER, SMTP_PORT
from deploy.local.ports import Reservation
from deploy.local.private import private_folder
from deploy.local.processes import Process

ROOT = Path(__file__).parents[2]
START_SECONDS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """Where it takes mails, and where they are read."""

    smtp_port: int
    port: int

    @property
    def url(self) -> str:
        """Address of the page."""
        return f"http://{ports.HOST}:{self.port}"

    def environment(self) -> dict[str, str]:
        """Return the variables for submission."""
        return {SMTP: ports.HOST, "SUBMISSION_SMTP_PORT": str(self.smtp_port), "SUBMISSION_SMTP_TLS": "none"}


def prepare(reservation: Reservation, *, port: int | None, before: Inbox | None) -> Inbox:
    """Choose where it listens."""
    return Inbox(
        smtp_port=reservation.choose(None, remembered=before.smtp_port if before else None, option=""),
        port=reservation.choose(port, remembered=before.port if before else None, option="--inbox-port"),
    )


def start(inbox: Inbox, *, folder: Path) -> Process:
    """Start it, without waiting until it answers."""
    private_folder(folder)
    arguments = ("--factory", f"--host={ports.HOST}", f"--port={inbox.port}")
    return processes.start(
        [sys.executable, "-m", "uvicorn", "deploy.local.inbox.app:create_app", *arguments],
        output=folder / "inbox.log",
        environment={**os.environ, FOLDER: str(folder / "mails"), SMTP_PORT: str(inbox.smtp_port)},
        folder=ROOT,
    )


def wait_until_ready(inbox: Inbox, process: Process, *, folder: Path) -> None:
    """Return when it takes requests, and mails before that; raises ``StackFailed`` with the end of its log."""
    if not processes.wait_until(lambda: processes.listens(process, inbox.port), process=process, seconds=START_SECONDS):
        raise did_not_start(
            "La boîte de réception locale", folder / "inbox.log", port=inbox.port, option="--inbox-port"
        )
