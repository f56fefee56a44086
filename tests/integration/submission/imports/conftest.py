"""Files of fictitious manifestations, and the workers that read and register them."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from services.submission.imports.begin import READ_IMPORT, SEND_IMPORT
from services.submission.imports.download import Downloads
from services.submission.imports.read_file import read_file
from services.submission.imports.reader import understand
from services.submission.imports.send_rows import send_rows
from services.submission.imports.task import Task, Understood
from shared.jobs.running import Handler
from shared.jobs.worker import Worker
from shared.postgres.database import Database
from tests.support.service import Client, MakeKey, bearer

NEAR = Downloads(may_ask=lambda ip: ip.is_loopback, ports=range(1, 65_536))
"""Asks this machine alone, where a test has put the file."""
Import = Callable[..., Awaitable["Imported"]]

HEADER = (
    "Titre;Description;Date;Horaires;Lieu;Adresse;Code postal;Commune;Thèmes;Format;Public;Organisateur;SIREN;Courriel"
)


def line(title: str, **changed: str) -> str:
    """Return a record of a sheet in which nothing is wrong."""
    usual = {
        "Titre": title,
        "Description": "On apprend ensemble à réparer ce que l’on jetterait.",
        "Date": "14/11/2026",
        "Horaires": "14h-18h",
        "Lieu": "La Fabrique",
        "Adresse": "3 rue des Essais",
        "Code postal": "35000",
        "Commune": "Rennes",
        "Thèmes": "Coopération",
        "Format": "Atelier",
        "Public": "Tout public",
        "Organisateur": "La Fabrique des communs de l’Ouest",
        "SIREN": "999900087",
        "Courriel": "contact@fabrique.example",
    }
    return ";".join({**usual, **changed}.values())


def sheet(*lines: str, header: str = HEADER) -> bytes:
    return "\n".join([header, *lines, ""]).encode()


class Imported:
    """A file that was sent, and what became of it."""

    def __init__(self, answer: dict[str, Any], rows: list[dict[str, Any]]) -> None:
        self.answer, self.rows = answer, rows

    @property
    def outcomes(self) -> list[str]:
        return [row["outcome"] for row in self.rows]


@pytest.fixture
async def key(make_key: MakeKey) -> str:
    return await make_key("organiser")


@pytest.fixture
def worker(database: Database) -> Worker:
    handlers = (Handler(kind=READ_IMPORT, run=_read_here), Handler(kind=SEND_IMPORT, run=_in_september))
    return Worker(database=database, handlers=handlers, service="submission")


async def _read_here(*work: Any) -> None:
    """Read without a process of its own, which takes a second to start."""
    await read_file(*work, downloads=NEAR, reads=_understood)


async def _understood(task: Task, content: bytes) -> Understood:
    return understand(task, content)


async def _in_september(*work: Any) -> None:
    await send_rows(*work, now=lambda: datetime(2026, 9, 15, 12, tzinfo=UTC))


@pytest.fixture
def bring(client: Client, key: str, worker: Worker) -> Import:
    """Send a file and have it registered; ``name`` and other fields of the form may be given."""

    async def send(
        content: bytes, name: str = "feuille.csv", *, by: str = key, look: bool = False, **fields: str
    ) -> Imported:
        form: Mapping[str, str] = {"send": "false" if look else "true", **fields}
        begun = await client.post("/imports", files={"file": (name, content)}, data=form, headers=bearer(by))
        return await _done(client, worker, begun, by)

    return send


@pytest.fixture
def bring_from(client: Client, key: str, worker: Worker) -> Import:
    """Have what is at an address registered."""

    async def send(address: str, **fields: str) -> Imported:
        begun = await client.post("/imports", data={"send": "true", "address": address, **fields}, headers=bearer(key))
        return await _done(client, worker, begun, key)

    return send


async def _done(client: Client, worker: Worker, begun: httpx.Response, key: str) -> Imported:
    assert begun.status_code == 202, begun.text
    while await worker.run_one():
        pass
    here = f"/imports/{begun.json()['import_id']}"
    answer = await client.get(here, headers=bearer(key))
    rows = await client.get(f"{here}/rows", headers=bearer(key))
    return Imported(answer.json(), rows.json()["items"])
