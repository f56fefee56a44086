"""How long a file takes from the upload to its last record, and what that takes of memory.

``python -m benchmarks.imports`` sets up servers of its own, sends sheets of fictitious manifestations to one process of
submission and prints a table. In a region, five thousand manifestations are spread over communes and days; in the
crowded sheet all are in one commune, where each is compared with all of its day.
"""

import asyncio
import contextlib
import csv
import io
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from time import monotonic
from typing import Any

import httpx
import psutil

from benchmarks.stage import Stage, staged
from deploy.local.services import Running
from shared.geography import find_commune
from shared.spreadsheets.workbook import to_xlsx

COLUMNS = (
    *("Titre", "Description", "Date", "Horaires", "Lieu", "Adresse", "Code postal", "Commune", "Thèmes", "Format"),
    *("Public", "Organisateur", "SIREN", "Courriel"),
)
WHAT = ("Atelier", "Visite", "Débat", "Marché", "Balade", "Concert", "Repas", "Fresque", "Chantier", "Projection")
ABOUT = (
    *("du vélo", "de la couture", "du compost", "des semences", "du numérique", "de l’habitat", "des jardins"),
    *("du réemploi", "de la monnaie locale", "des coopératives", "du pain", "des langues", "du théâtre", "du bois"),
)
OF = (
    *("des Lavandières", "du Canal", "de la Gare", "des Tanneurs", "du Port", "des Halles", "du Moulin", "des Forges"),
    *("de la Colline", "des Remparts", "du Marais", "de la Fontaine", "des Vignes", "du Phare", "des Ormes", "du Lac"),
)
WITH = ("en famille", "entre voisins", "avec les écoles", "pour débuter", "au crépuscule")
FIRST_DAY, DAYS = date(2026, 11, 1), 30
PAUSE_SECONDS, LOOK_SECONDS = 0.25, 0.05
ENDED = frozenset({"read", "sent", "refused"})
MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one file took."""

    name: str
    read_seconds: float
    sent_seconds: float
    service_cpu_seconds: float
    """Of the service and its readers: on a machine that others load, the seconds above say little."""
    service_mib: float
    reader_mib: float
    outcomes: dict[str, int]
    refusal: str | None


def records(rows: int, *, crowded: bool = False) -> Iterator[Sequence[str]]:
    """Return the lines of a sheet in which every record can be registered."""
    yield COLUMNS
    communes = [place for number in range(1, 90) if (place := find_commune(f"35{number:03}"))][: 1 if crowded else None]
    titles = list(product(WITH, OF, ABOUT, WHAT))
    for number in range(rows):
        beside, of, about, what = titles[number * 11 % len(titles)]
        place = communes[number % len(communes)]
        day = FIRST_DAY + timedelta(days=number // len(communes) % DAYS)
        yield (
            *(f"{what} {about} {beside}, quartier {of}", f"On se retrouve autour {about}, chacun avec ce qu’il sait."),
            *(f"{day:%d/%m/%Y}", "14h-18h", f"Maison {of}", f"{number % 90 + 1} rue {of}", place.postcodes[0]),
            *(place.name, "Coopération", "Atelier", "Tout public", f"Association {about} {of}", siren(number % 500)),
            "contact@exemple.fr",
        )


def as_csv(lines: Iterable[Sequence[str]]) -> bytes:
    """Write a sheet as text."""
    content = io.StringIO(newline="")
    csv.writer(content, delimiter=";").writerows(lines)
    return content.getvalue().encode()


def as_xlsx(lines: Iterable[Sequence[str]]) -> bytes:
    """Write a sheet as a workbook, which is small on its way and large once it is open."""
    header, *others = lines
    return to_xlsx("Programme", header, others)


def siren(number: int) -> str:
    """Return a number that nobody has, with the digit that makes it one."""
    begun = f"9999{number:04}"
    digits = [int(digit) * (2 if at % 2 else 1) for at, digit in enumerate(begun)]
    return f"{begun}{-sum(digit // 10 + digit % 10 for digit in digits) % 10}"


FILES: Mapping[str, Callable[[], bytes]] = {
    "2500 lignes": lambda: as_csv(records(2_500)),
    "5000 lignes": lambda: as_csv(records(5_000)),
    "10000 lignes": lambda: as_csv(records(10_000)),
    "5000 lignes, une commune": lambda: as_csv(records(5_000, crowded=True)),
    "10000 lignes, XLSX": lambda: as_xlsx(records(10_000)),
    "50000 lignes, XLSX": lambda: as_xlsx(records(50_000)),
}
"""By what they are called, each made once it is wanted."""


async def measured(stage: Stage, service: Running, name: str, content: bytes) -> Outcome:
    """Send a file, have it registered, and look at the processes meanwhile."""
    peaks = {"service": 0, "reader": 0}
    process = psutil.Process(service.process.pid)
    looking, before = asyncio.create_task(_look(process, peaks)), _cpu(process)
    headers = {"Authorization": stage.authorization("submission")}
    try:
        async with httpx.AsyncClient(base_url=service.url, headers=headers, timeout=60) as client:
            began = monotonic()
            answer = await client.post("/imports", files={"file": ("feuille.csv", content)})
            answer.raise_for_status()
            here = f"/imports/{answer.json()['import_id']}"
            found = await _ended(client, here)
            read = monotonic()
            if found["state"] == "read":
                (await client.post(f"{here}/sending")).raise_for_status()
                found = await _ended(client, here)
            sent = monotonic()
    finally:
        looking.cancel()
    return Outcome(
        name=name,
        read_seconds=read - began,
        sent_seconds=sent - read,
        service_cpu_seconds=_cpu(process) - before,
        service_mib=peaks["service"] / MEBIBYTE,
        reader_mib=peaks["reader"] / MEBIBYTE,
        outcomes=found["outcomes"],
        refusal=found["refusal"],
    )


async def _ended(client: httpx.AsyncClient, here: str) -> dict[str, Any]:
    while True:
        found: dict[str, Any] = (await client.get(here)).json()
        if found["state"] in ENDED:
            return found
        await asyncio.sleep(PAUSE_SECONDS)


def _cpu(process: psutil.Process) -> float:
    spent = process.cpu_times()
    return float(spent.user + spent.system + spent.children_user + spent.children_system)


async def _look(service: psutil.Process, peaks: dict[str, int]) -> None:
    while True:
        with contextlib.suppress(psutil.Error):
            peaks["service"] = max(peaks["service"], service.memory_info().rss)
            for reader in service.children(recursive=True):
                peaks["reader"] = max(peaks["reader"], reader.memory_info().rss)
        await asyncio.sleep(LOOK_SECONDS)


async def main() -> None:
    """Measure and print."""
    wanted = sys.argv[1:]
    async with staged() as stage:
        for name, made in FILES.items():
            if wanted and not any(name.startswith(f"{each} ") for each in wanted):
                continue
            content = made()
            await stage.empty()
            [running] = await stage.run(("submission", "all"))
            print(await measured(stage, running, name, content), flush=True)
            await stage.end()


if __name__ == "__main__":
    asyncio.run(main())
