"""``/health/live``, ``/health/ready``, ``/metrics``: at the operators' port, silent about everything else."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog
from litestar import MediaType, Response, get
from litestar.di import NamedDependency
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from shared.http.accept import SERVED
from shared.http.problems import MEDIA_TYPE, TYPE_PREFIX
from shared.postgres.database import Database
from shared.postgres.migrate import missing_migrations
from shared.postgres.refusal import why_refused

log = structlog.get_logger()

Check = Callable[[], Awaitable[None]]
"""Returns where all is well, raises ``NotReady`` (or anything) where it is not, ``Degraded`` where it does no harm."""
Checks = Mapping[str, Check]

CHECK_SECONDS = 3


class NotReady(Exception):
    """A part cannot do its work now; the message is shown to operators and holds no secret."""


class Degraded(NotReady):
    """A part lags behind without harm to requests: named to operators, and no reason to send requests elsewhere."""


def database_check(database: Database) -> Check:
    """Return the check that the database answers."""

    async def check() -> None:
        async with database.transaction(readonly=True) as tx:
            await tx.fetchval("SELECT 1")

    return check


def migrations_check(database: Database, service: str) -> Check:
    """Return the check that the database has every migration the code was written for."""

    async def check() -> None:
        async with database.transaction(readonly=True) as tx:
            missing = await missing_migrations(tx, service)
        if missing:
            raise NotReady(f"migrations manquantes : {', '.join(missing)}")

    return check


@get("/health/live", include_in_schema=False, opt={SERVED: ()})
async def show_live() -> dict[str, str]:
    """Answer while the process can answer; a dead database is no reason to restart it."""
    return {"status": "ok"}


@get("/health/ready", include_in_schema=False, opt={SERVED: ()})
async def show_ready(checks: NamedDependency[Checks]) -> Response[dict[str, Any]]:
    """Run every check at once; 503 where one of them fails, each named with what is wrong."""
    outcome = dict(zip(checks, await asyncio.gather(*(_outcome(*each) for each in checks.items())), strict=True))
    failed = [name for name, found in outcome.items() if found["status"] == "fault"]
    if not failed:
        degraded = any(found["status"] == "degraded" for found in outcome.values())
        return Response({"status": "degraded" if degraded else "ok", "checks": outcome})
    problem = {
        "type": f"{TYPE_PREFIX}pas-pret",
        "title": "Le service n’est pas prêt",
        "status": 503,
        "detail": f"En défaut : {', '.join(failed)}.",
        "checks": outcome,
    }
    return Response(problem, status_code=503, media_type=MEDIA_TYPE, headers={"Retry-After": "5"})


@get("/metrics", include_in_schema=False, media_type=MediaType.TEXT, opt={SERVED: ()})
async def show_metrics() -> Response[bytes]:
    """Answer the process's registry in Prometheus' text format."""
    return Response(generate_latest(), headers={"content-type": CONTENT_TYPE_LATEST})


async def _outcome(name: str, check: Check) -> dict[str, str]:
    status = "fault"
    try:
        async with asyncio.timeout(CHECK_SECONDS):
            await check()
    except NotReady as error:
        detail = str(error)
        if isinstance(error, Degraded):
            status = "degraded"
    except TimeoutError:
        detail = f"pas de réponse en {CHECK_SECONDS} s"
    except Exception as error:  # noqa: BLE001 -- whatever a check raises, the others still answer
        # The text of an unknown exception may hold an address or a password.
        detail = why_refused(error) or type(error).__name__
    else:
        return {"status": "ok"}
    log.warning("not_ready", check=name, status=status, detail=detail)
    return {"status": status, "detail": detail}
