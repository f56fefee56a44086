"""``moisess demo``: the platform's main job, end to end, on this machine, through its public doors alone."""

import asyncio
import shutil
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

import httpx
from rich.console import Console

from deploy.local import folders, stack
from deploy.local.failures import StackFailed
from deploy.local.given import SERVICES
from deploy.local.services import Services, wait_until_ready
from moisess.demo.access import draw_keys
from moisess.demo.outcome import Outcome, show
from moisess.demo.platform import DemonstrationFailed, Platform
from moisess.demo.story import Addresses, tell
from moisess.stack import fetching


def demo(*, once: bool = False, feed: Path | None = None) -> None:
    """Démontre la plateforme : pile, services, manifestations, décisions, coupe papier, rendez-vous d’affaires.

    Parameters
    ----------
    once
        S’arrête de lui-même, avec le code 0 si tout s’est passé comme prévu, 1 sinon.
    feed
        Fichier JSONL ou CSV de manifestations à la place de l’échantillon fourni.
    """
    console = Console()
    # A demonstration starts from nothing each time: what an earlier one left would answer in its place.
    home = folders.home() / "demo"
    _clear(home)
    services: Services | None = None
    try:
        environment = _start_stack(home)
        services = Services(environment=environment, folder=home / "services")
        with console.status("Démarrage des quatre services…"):
            services.start_all()
            wait_until_ready(services.running)
        outcomes, addresses = asyncio.run(_play(console, services, environment, feed, home))
        show(console, outcomes)
        _show_addresses(console, services, addresses)
        went_well = all(outcome.as_it_should for outcome in outcomes)
        if not once:
            _wait_for_interrupt(console)
    except (StackFailed, DemonstrationFailed, httpx.HTTPError) as error:
        console.print(f"[red]La démonstration s’est arrêtée :[/] {error}", highlight=False)
        went_well = False
    finally:
        if services is not None:
            services.stop_all()
        _clear(home)
    sys.exit(0 if went_well else 1)


def _clear(home: Path) -> None:
    stack.down(home=home, purge=True)
    shutil.rmtree(home, ignore_errors=True)


def _start_stack(home: Path) -> dict[str, str]:
    home.mkdir(parents=True)
    with fetching() as fetched:
        stack.up(home=home, fetched=fetched)
    return stack.environment(home=home)


async def _play(
    console: Console, services: Services, environment: Mapping[str, str], file: Path | None, home: Path
) -> tuple[list[Outcome], Addresses]:
    keys = await asyncio.to_thread(draw_keys, environment)
    async with httpx.AsyncClient(timeout=20) as client:
        platform = Platform(client=client, urls={name: services.url(name) for name in SERVICES}, keys=keys)
        return await tell(platform, console=console, file=file, folder=home)


def _show_addresses(console: Console, services: Services, addresses: Addresses) -> None:
    console.print("\n[bold]À ouvrir[/]")
    for label, url in [
        ("Le programme", f"{services.url('programme')}/"),
        ("Inscrire une manifestation", f"{services.url('submission')}/inscription"),
        *addresses,
    ]:
        console.print(f"  {label} : {url}", highlight=False, soft_wrap=True)


def _wait_for_interrupt(console: Console) -> None:
    console.print("\nLa plateforme reste ouverte. Ctrl-C pour tout arrêter.")
    try:
        signal.pause()
    except KeyboardInterrupt:
        console.print("Arrêt…")
