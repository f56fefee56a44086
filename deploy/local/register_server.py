"""The stand-in for the national register of companies and associations, on this machine."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from deploy.local import ports, processes
from deploy.local.failures import did_not_start
from deploy.local.given import REGISTER
from deploy.local.ports import Reservation
from deploy.local.private import private_folder
from deploy.local.processes import Process

ROOT = Path(__file__).parents[2]
START_SECONDS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Where the stand-in listens."""

    port: int

    @property
    def url(self) -> str:
        """Base address."""
        return f"http://{ports.HOST}:{self.port}"

    def environment(self) -> dict[str, str]:
        """Return the variables for eligibility; the stand-in has no need of the pace that the public register asks."""
        return {REGISTER: self.url, "ELIGIBILITY_REGISTER_REQUESTS_PER_SECOND": "200"}


def prepare(reservation: Reservation, *, port: int | None, before: Register | None) -> Register:
    """Choose where it listens."""
    return Register(port=reservation.choose(port, remembered=before.port if before else None, option="--register-port"))


def start(register: Register, *, folder: Path) -> Process:
    """Start it, without waiting until it answers; ``REGISTER_DATA`` reaches it through the environment."""
    private_folder(folder)
    application = "deploy.local.register.app:app"
    return processes.start(
        [sys.executable, "-m", "uvicorn", application, f"--host={ports.HOST}", f"--port={register.port}"],
        output=folder / "register.log",
        environment=os.environ,
        folder=ROOT,
    )


def wait_until_ready(register: Register, process: Process, *, folder: Path) -> None:
    """Return when it accepts requests itself; raises ``StackFailed`` with the end of its log where it does not."""
    if not processes.wait_until(
        lambda: processes.listens(process, register.port), process=process, seconds=START_SECONDS
    ):
        raise did_not_start("Le registre simulé", folder / "register.log", port=register.port, option="--register-port")
