"""The stack without containers: starts its parts together, stops them, tells where they are."""

import asyncio
import os
import shutil
import signal
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from deploy.kafka.acls import users
from deploy.kafka.declared import declared, declared_partners
from deploy.local import folders, jars, postgres, processes, unprivileged
from deploy.local.failures import StackFailed, disk_full
from deploy.local.given import KAFKA, MEDIA, SERVICES, Given, database_variable, given, owner_variable
from deploy.local.parts import Ports, Starter
from deploy.local.state import State, StateFile
from shared import instance
from shared.postgres.address import address_in

DISK_BYTES = 300 * 1024 * 1024


def up(
    *,
    home: Path | None = None,
    ports: Ports | None = None,
    fetched: jars.Fetched = lambda _at_hand, _of: None,
    bare: bool = False,
    elsewhere: Given | None = None,
) -> State:
    """Start what does not run yet and is not ``elsewhere`` (by default: where the environment says); wait until ready.

    The topics are applied and the databases migrated, wherever they are; a ``bare`` stack is the two servers and no
    more. Raises ``StackFailed``; what had started by then goes on, and ``down`` ends it.
    """
    home = home or folders.home()
    file = StateFile(home)
    starter = Starter(
        home=home, file=file, ports=ports or Ports(), fetched=fetched, users=users(declared(), declared_partners())
    )
    elsewhere = elsewhere or given()
    parts = [lambda: _kafka(starter, elsewhere, bare=bare), lambda: _databases(starter, elsewhere, bare=bare)]
    if not (bare or elsewhere.register):
        parts.append(starter.register)
    if not (bare or elsewhere.smtp):
        parts.append(starter.inbox)
    with file.alone():
        _make_room(home)
        file.change(instance=file.read().instance or instance.draw_instance())
        with ThreadPoolExecutor() as pool:
            for running in [pool.submit(part) for part in parts]:
                running.result()
        return file.read()


def down(*, home: Path | None = None, purge: bool = False) -> State:
    """End the stack's processes and return what they were; ``purge`` removes their data too."""
    home = home or folders.home()
    if not home.exists():
        return State()
    file = StateFile(home)
    with file.alone():
        before = file.read()
        with ThreadPoolExecutor() as pool:
            list(pool.map(lambda part: _end(part, before, at_once=purge), before.processes))
        file.change(processes={})
        if purge:
            if before.postgres is not None:
                postgres.remove(before.postgres)
            shutil.rmtree(home)
        return before


def environment(*, home: Path | None = None) -> dict[str, str]:
    """Return the variables that services need to reach the running stack; those already in the environment win.

    Raises ``StackFailed`` where a part that is needed does not run.
    """
    home = home or folders.home()
    state = StateFile(home).read()
    elsewhere = given()
    if any(not processes.is_running(state.processes.get(part)) for part in _needed(elsewhere)):
        raise StackFailed("La pile locale ne tourne pas : démarrez-la avec « moisess stack up ».")
    own = {instance.VARIABLE: state.instance, MEDIA: folders.media(home).as_uri()} if state.instance else {}
    if state.kafka is not None:
        own[KAFKA] = state.kafka.bootstrap_servers
    if state.postgres is not None:
        own |= {database_variable(service): state.postgres.url(service) for service in SERVICES}
    if state.register is not None:
        own |= state.register.environment()
    if state.inbox is not None and not elsewhere.smtp:
        own |= state.inbox.environment()
    return own | elsewhere.environment()


def owner_environment(*, home: Path | None = None) -> dict[str, str]:
    """Return the variables that migrating and rebuilding need beside them, of the databases that are the stack's own.

    No service is given them.
    """
    state, elsewhere = StateFile(home or folders.home()).read(), given()
    if state.postgres is None:
        return {}
    own = [service for service in SERVICES if service not in elsewhere.databases]
    return {owner_variable(service): state.postgres.owner_url(service) for service in own}


def _kafka(starter: Starter, elsewhere: Given, *, bare: bool) -> None:
    address = elsewhere.kafka or starter.kafka()
    if not bare:
        # Imported beside the start of the other servers, which takes longer than the import.
        from deploy.kafka.administration import TopicsRefused  # noqa: PLC0415
        from deploy.kafka.admit import admit  # noqa: PLC0415
        from deploy.kafka.broker import bring_up_to_date  # noqa: PLC0415
        from shared.kafka.cluster import Cluster  # noqa: PLC0415

        try:
            asyncio.run(bring_up_to_date(Cluster(address)))
            # The rights on a broker that is given are those who run it to say.
            if (own := starter.file.read().kafka) and not elsewhere.kafka:
                asyncio.run(admit(Cluster(address), own.passwords))
        except TopicsRefused as refusal:
            raise StackFailed(str(refusal)) from refusal


def _databases(starter: Starter, elsewhere: Given, *, bare: bool) -> None:
    own = {} if elsewhere.all_databases else starter.postgres()
    if not bare:
        _migrate(own | {service: _owner_address(service) for service in elsewhere.databases})


def _owner_address(service: str) -> str:
    variable = owner_variable(service)
    try:
        address = address_in(os.environ, variable)
    except ValueError as error:
        raise StackFailed(str(error)) from error
    if address is None:
        raise StackFailed(
            f"{database_variable(service)} est renseignée et {variable} ne l’est pas : donnez-y la même base pour le "
            "rôle qui la possède, puisque la pile en met les tables à jour."
        )
    return address


def _migrate(urls: Mapping[str, str]) -> None:
    from shared.postgres.migrate import MigrationFailed, migrate  # noqa: PLC0415 (as above)

    with ThreadPoolExecutor() as pool:
        running = {service: pool.submit(migrate, url, service) for service, url in urls.items()}
    for service, migrating in running.items():
        try:
            migrating.result()
        except MigrationFailed as error:
            raise StackFailed(
                f"La base de données du service {service} n’a pas pu être mise à jour : {error}"
            ) from error


def _make_room(home: Path) -> None:
    if shutil.disk_usage(home).free < DISK_BYTES:
        raise disk_full(home)
    home.chmod(unprivileged.enterable())


def _end(part: str, state: State, *, at_once: bool) -> None:
    # PostgreSQL waits for its clients to leave at SIGTERM and lets go of them at SIGINT; at SIGKILL it leaves its
    # children behind for a while, so that even a purge asks it first.
    kind = signal.SIGINT if part == "postgres" else signal.SIGKILL if at_once else signal.SIGTERM
    processes.stop(state.processes[part], with_signal=kind)


def _needed(elsewhere: Given) -> list[str]:
    parts = {"kafka": not elsewhere.kafka, "postgres": not elsewhere.all_databases}
    return [part for part, is_needed in parts.items() if is_needed]
