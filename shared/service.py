"""How a service is put together: one database, one relay, its consumers, its HTTP side; the same for all four."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import structlog
from litestar import Litestar
from litestar.di import Provide
from litestar.types import ControllerRouterHandler

from shared.http.access import note_key_use
from shared.http.application import create_litestar
from shared.http.health import database_check, migrations_check
from shared.http.retention import purge
from shared.http.site import ServiceName
from shared.http_settings import limits_of, site_of
from shared.identity.key_use_store import upsert_use
from shared.identity.key_uses import KeyUses, WriteUse
from shared.identity.tell_key_uses import tell_key_uses_now_and_then
from shared.jobs.pages import JOB_PAGES
from shared.jobs.running import Handler
from shared.jobs.tend import tend_jobs
from shared.jobs.worker import Worker
from shared.kafka.consumers import Consumers
from shared.kafka.subscription import Subscription
from shared.lifespan import Work, lifespan
from shared.outbox.backlog import Backlog
from shared.outbox.heal import OwnedStream, heal_now_and_then
from shared.outbox.numbered import NumberedStream, refuse_to_contradict
from shared.outbox.relay import POLL_MS, Relay
from shared.periodic import run_periodically
from shared.postgres.database import Database
from shared.readiness import consumers_check, editions_check, relay_check
from shared.settings import Role, ServiceSettings

PURGE_SECONDS = 3600

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Blueprint:
    """What one service adds to what all have."""

    name: ServiceName
    title: str
    """French, shown in documents and pages."""
    route_handlers: Sequence[ControllerRouterHandler]
    subscriptions: Sequence[Subscription[Any]] = ()
    """What it hears."""
    owned_streams: Sequence[OwnedStream] = ()
    """The compacted streams it tells, healed now and then by what its tables say."""
    numbered_streams: Sequence[NumberedStream[Any]] = ()
    """The streams it tells out of itself, compared with its tables before anything is told."""
    relay_poll_ms: int = 0
    """How often the outbox is looked at where nobody waits for what is told; 0: at every commit, and often."""
    jobs: Sequence[Handler[Any]] = ()
    """What its workers do, job by job."""
    background: Callable[[], Sequence[Work]] = tuple
    """Loops that run in the worker until cancelled."""
    dependencies: Mapping[str, Provide] = field(default_factory=dict)
    remember_seconds: float = 0
    """How old what anybody may read may be."""
    write_key_use: WriteUse = upsert_use
    """How it is written that an access key was used: to be told, but where keys are listed."""
    templates: Sequence[Path] = ()
    """Folders of the pages' templates, one a capability that has pages."""


def create_service(blueprint: Blueprint, *, settings: ServiceSettings, database: Database, role: Role) -> Litestar:
    """Build the application; nothing is connected before its lifespan starts, and it starts whatever is down."""
    cluster = settings.cluster()
    relay = Relay(
        database_url=settings.database_address(),
        cluster=cluster,
        service=blueprint.name,
        poll_ms=blueprint.relay_poll_ms or POLL_MS,
        before=partial(
            refuse_to_contradict,
            blueprint.numbered_streams,
            service=blueprint.name,
            database=database,
            cluster=cluster,
        ),
    )
    backlog = Backlog(database=database, service=blueprint.name)
    if not blueprint.relay_poll_ms:
        database.after_commit(relay.wake)
    checks: dict[str, Any] = {
        "database": database_check(database),
        "migrations": migrations_check(database, blueprint.name),
        "relay": relay_check(relay, backlog, takes_requests=role != "worker"),
    }
    if role != "worker":
        checks["editions"] = editions_check(database)
    consumers = None
    if role != "api":
        consumers = Consumers(
            database=database,
            cluster=cluster,
            subscriptions=blueprint.subscriptions,
            session_seconds=settings.kafka_session_seconds,
        )
        checks["consumers"] = consumers_check(consumers)

    def work() -> list[Work]:
        loops = [relay.run(), backlog.watch()]
        if consumers is not None:
            loops += [
                consumers.run(),
                run_periodically(database, purge, every=PURGE_SECONDS, failed="purge_failed"),
                *blueprint.background(),
            ]
            loops.append(heal_now_and_then(blueprint.owned_streams, database=database, cluster=cluster))
            loops += _job_loops(blueprint, database)
            if (name := blueprint.name) != "submission":
                loops.append(tell_key_uses_now_and_then(database, name))
        return loops

    return create_litestar(
        site=site_of(blueprint.name, settings),
        title=blueprint.title,
        database=database,
        checks=checks,
        limits=limits_of(settings),
        route_handlers=(*blueprint.route_handlers, *JOB_PAGES) if role != "worker" else (),
        dependencies=blueprint.dependencies,
        lifespan=[lifespan(database, work)],
        templates=blueprint.templates,
        remember_seconds=blueprint.remember_seconds,
        after_response=note_key_use(KeyUses(database, blueprint.write_key_use)),
    )


def _job_loops(blueprint: Blueprint, database: Database) -> list[Work]:
    if not blueprint.jobs:
        return []
    worker = Worker(database=database, handlers=blueprint.jobs, service=blueprint.name)
    database.after_commit(worker.wake)
    return [worker.run(), tend_jobs(database, service=blueprint.name)]
