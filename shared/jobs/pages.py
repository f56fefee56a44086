"""The door for the national team, in every service: what it does after its transactions, and what it could not do."""

from typing import Any

import structlog
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from shared.errors import Conflict
from shared.http.access import opened_to
from shared.http.pages import NO_STORE, Pages
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.jobs import administration_store as store
from shared.postgres.database import Database

MOST = 100
NATIONAL = opened_to("national")

log = structlog.get_logger(__name__)


class JobChanged(Conflict):
    """The job is under way, done, or given up."""

    code = "travail-change"
    title = "Ce travail a changé entre-temps"


@get("/travaux", include_in_schema=False, opt=NATIONAL)
async def show_jobs(
    *, caller: NamedDependency[Caller], database: NamedDependency[Database], pages: NamedDependency[Pages]
) -> Response[str]:
    """List what is to be done, under way or dead."""
    async with database.transaction(readonly=True) as tx:
        jobs = await store.list_jobs(tx, state=None, limit=MOST)
    return pages.page("travaux.html", visitor=caller, headers=NO_STORE, jobs=jobs, most=MOST)


@post("/travaux/{job_id:int}/relancer", include_in_schema=False, status_code=HTTP_303_SEE_OTHER, opt=NATIONAL)
async def retry_job(
    job_id: FromPath[int],
    *,
    caller: NamedDependency[Caller],  # noqa: ARG001  who may is said by asking for it
    database: NamedDependency[Database],
    site: NamedDependency[Site],
) -> Response[Any]:
    """Run a job now, with all its attempts before it."""
    async with database.transaction() as tx:
        if not await store.retry(tx, job_id):
            raise _changed(job_id)
    log.info("job_retried", job_id=job_id)
    return Redirect(site.path("/travaux"), status_code=HTTP_303_SEE_OTHER)


@post("/travaux/{job_id:int}/abandonner", include_in_schema=False, status_code=HTTP_303_SEE_OTHER, opt=NATIONAL)
async def drop_job(
    job_id: FromPath[int],
    *,
    caller: NamedDependency[Caller],  # noqa: ARG001  as above
    database: NamedDependency[Database],
    site: NamedDependency[Site],
) -> Response[Any]:
    """Give a job up."""
    async with database.transaction() as tx:
        dropped = await store.drop(tx, job_id)
        if dropped is None:
            raise _changed(job_id)
    log.warning("job_dropped", job_id=job_id, kind=dropped.kind, key=dropped.key)
    return Redirect(site.path("/travaux"), status_code=HTTP_303_SEE_OTHER)


def _changed(job_id: int) -> JobChanged:
    return JobChanged(f"Le travail {job_id} est en cours, fait ou déjà abandonné : rechargez la liste des travaux.")


JOB_PAGES = (show_jobs, retry_job, drop_job)
