"""``moisess demo``: the platform's main job, end to end, on this machine, through its public doors alone."""

import asyncio
import contextlib
import shutil
import signal
import sys
from pathlib import Path

import httpx
from rich.console import Console

from deploy.local import folders, stack
from deploy.local.failures import StackFailed
from deploy.local.given import SERVICES
from deploy.local.services import Services, wait_until_ready
from deploy.local.state import StateFile
from moisess.demo.access import MODERATOR, NATIONAL, ORGANISER, People, admit_people
from moisess.demo.outcome import Addresses, Outcome, show
from moisess.demo.platform import DemonstrationFailed, Platform, wait_until_known
from moisess.demo.story import tell
from moisess.stack import fetching


def demo(*, once: bool = False, feed: Path | None = None) -> None:
    """Démontre la plateforme : pile, services, manifestations, décisions, coupe papier, rendez-vous d’affaires.

    Parameters
    ----------
    once
        S’arrête de lui-même, avec le code 0 si tout s’est passé comme prévu, 1 sinon.
    feed
        Fichier de manifestations (CSV, XLSX, ODS, JSON, iCalendar) à la place de l’échantillon fourni.
    """
    console = Console()
    # Also where a shell has started this in the background and told it to mind no Ctrl-C.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)
    # A demonstration starts from nothing each time: what an earlier one left would answer in its place.
    home = folders.home() / "demo"
    _clear(home)
    services: Services | None = None
    try:
        environment = _start_stack(home)
        file = StateFile(home)
        services = Services(
            environment=environment, own=_signed_in(file), folder=home / "services", started=file.started
        )
        with console.status("Démarrage des quatre services…"):
            services.start_all()
            wait_until_ready(services.running)
        people = admit_people(environment)
        outcomes, addresses = asyncio.run(_play(console, services, people, feed))
        show(console, outcomes)
        if not once:
            _show_addresses(console, services, [*addresses, *_inbox(file)], people)
            _show_people(console, f"{services.url('submission')}/connexion")
        went_well = all(outcome.as_it_should for outcome in outcomes)
        if not once:
            _wait_for_interrupt(console)
    except (StackFailed, DemonstrationFailed, httpx.HTTPError) as error:
        console.print(f"[red]La démonstration s’est arrêtée :[/] {error}", highlight=False)
        went_well = False
    except KeyboardInterrupt:
        console.print("Arrêt en cours…")
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


def _signed_in(file: StateFile) -> dict[str, dict[str, str]]:
    """Return as whom each service speaks to the broker, where it is the stack's own."""
    kafka = file.read().kafka
    return {service: kafka.environment(service) for service in SERVICES} if kafka else {}


def _inbox(file: StateFile) -> Addresses:
    inbox = file.read().inbox
    return [("Les courriels envoyés", f"{inbox.url}/")] if inbox else []


async def _play(
    console: Console, services: Services, people: People, file: Path | None
) -> tuple[list[Outcome], Addresses]:
    async with httpx.AsyncClient(timeout=20) as client:
        urls = {name: services.url(name) for name in SERVICES}
        platform = Platform(client=client, urls=urls, people=people, instance=services.instance)
        await wait_until_known(platform)
        return await tell(platform, console=console, file=file)


def _show_addresses(console: Console, services: Services, addresses: Addresses, people: People) -> None:
    console.print("\n[bold]À ouvrir[/]")
    for label, url in [
        ("Le programme", f"{services.url('programme')}/"),
        ("Inscrire une manifestation", f"{services.url('submission')}/inscription"),
        ("Le bureau des chambres, une fois connecté comme l’une d’elles", f"{services.url('eligibility')}/bureau"),
        *addresses,
    ]:
        console.print(f"  {label} : {url}", highlight=False, soft_wrap=True)
    console.print("\n[bold]Clés de cette démonstration, pour les quatre API[/] (elles disparaissent avec elle)")
    for label, key in [("Organisateurs", people.organiser), ("Équipe nationale", people.national)]:
        console.print(f"  {label} : {key}", highlight=False, soft_wrap=True)
    console.print(
        f"\nPour les commandes moisess, dans un autre terminal : export MOISESS_HOME={folders.home() / 'demo'}",
        highlight=False,
        soft_wrap=True,
    )


def _show_people(console: Console, sign_in: str) -> None:
    console.print(
        f"\n[bold]Pour se connecter[/] : {sign_in} ; le lien arrive dans les courriels envoyés",
        highlight=False,
        soft_wrap=True,
    )
    for label, email in (("Organisatrice", ORGANISER), ("CRESS Bretagne", MODERATOR), ("Équipe nationale", NATIONAL)):
        console.print(f"  {label} : {email}", highlight=False, soft_wrap=True)
    console.print("  Toute autre adresse ouvre un compte neuf.", highlight=False)


def _wait_for_interrupt(console: Console) -> None:
    console.print("\nLa plateforme reste ouverte. Ctrl-C pour tout arrêter.")
    with contextlib.suppress(KeyboardInterrupt):
        signal.pause()
    console.print("Arrêt en cours…")


def _interrupt(number: int, _: object) -> None:
    # Once is enough: what follows ends everything, and a second signal must not cut that short.
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.SIG_IGN)
    raise KeyboardInterrupt(number)
