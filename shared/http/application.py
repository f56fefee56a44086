"""One way to build the HTTP side of a service, so that the four behave alike."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from litestar import Litestar, Request
from litestar.datastructures import State
from litestar.di import Provide
from litestar.types import ControllerRouterHandler

from shared.clock import at_present
from shared.editions.editions import Editions
from shared.http.accept import refuse_other_types
from shared.http.access import authorize, find_visitor, required
from shared.http.assets import serve_asset
from shared.http.body_types import refuse_other_body_types
from shared.http.compression import Compression
from shared.http.cursor import CursorsOfDatabase
from shared.http.edge import Edge
from shared.http.errors import LARGEST_BODY
from shared.http.exchange import Exchange
from shared.http.health import Checks
from shared.http.idempotency import provide_repeatable
from shared.http.in_turn import resolve_in_turn
from shared.http.openapi import openapi_config
from shared.http.operations import create_operations
from shared.http.origin import refuse_cross_site
from shared.http.pages import Pages
from shared.http.problems import answer_problem
from shared.http.query import refuse_long_query, refuse_nul, refuse_unknown_parameters
from shared.http.rate_limits import RateLimits
from shared.http.remembered import Remembered
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.identity.recent import Recent
from shared.postgres.database import Database
from shared.release import VERSION

MOST_PARTS = 200
AfterAnswer = Callable[[Request[Any, Any, Any]], Awaitable[None]]
"""What is done with a request once its answer has left."""


class Lifespan(Protocol):
    """What opens and closes with the application: the pool, the relay, the consumers."""

    def __call__(self, app: Litestar, /) -> AbstractAsyncContextManager[None]:
        """Return the context in which the application runs."""


def create_litestar(
    *,
    site: Site,
    title: str,
    database: Database,
    checks: Checks,
    limits: RateLimits,
    route_handlers: Sequence[ControllerRouterHandler],
    dependencies: Mapping[str, Provide] | None = None,
    lifespan: Sequence[Lifespan] = (),
    templates: Sequence[Path] = (),
    after_response: AfterAnswer | None = None,
    remember_seconds: float = 0,
    now: Callable[[], datetime] = at_present,
) -> Litestar:
    """Build the application.

    Handlers may ask by name for ``cursors``, ``database``, ``editions``, ``pages``, ``site``, ``visitor`` (a ``Caller``
    or None), ``caller`` (raises ``NotSignedIn``, ``NotAllowed``) and ``repeatable`` (raises ``RepeatKeyMissing``);
    ``now`` gives the instant at which sessions and keys are judged.
    What anybody may read is kept for ``remember_seconds``.
    ``app.state.operations`` is what operators ask, an application to be served at a port of its own.
    """
    editions = Editions(database)
    pages = Pages(site, templates, year=lambda: editions.year)
    recent, cursors = Recent(database), CursorsOfDatabase(database)

    async def provide_editions() -> Editions:
        await editions.refresh()
        return editions

    async def provide_pages() -> Pages:
        # They say which year it is.
        await editions.refresh()
        return pages

    async def provide_visitor(request: Request[Any, Any, Any]) -> Caller | None:
        visitor = await find_visitor(request=request, recent=recent, limits=limits, site=site, now=now())
        return visitor and authorize(visitor, request)

    async def provide_caller(request: Request[Any, Any, Any]) -> Caller:
        visitor = await find_visitor(request=request, recent=recent, limits=limits, site=site, now=now())
        return authorize(required(visitor, site), request)

    app = Litestar(
        route_handlers=[serve_asset, *route_handlers],
        dependencies={
            "caller": Provide(provide_caller),
            "cursors": Provide(cursors.get),
            "database": _constant(database),
            "editions": Provide(provide_editions),
            "limits": _constant(limits),
            "pages": Provide(provide_pages),
            "repeatable": Provide(provide_repeatable),
            "site": _constant(site),
            "visitor": Provide(provide_visitor),
            **(dependencies or {}),
        },
        before_request=_refuse_unfit,
        after_response=after_response,
        exception_handlers={Exception: answer_problem},
        lifespan=list(lifespan),
        logging_config=None,
        openapi_config=openapi_config(title=title, version=VERSION, site=site),
        multipart_form_part_limit=MOST_PARTS,
        request_class=Exchange,
        request_max_body_size=LARGEST_BODY,
        state=State({"limits": limits, "pages": pages, "site": site}),
    )
    resolve_in_turn(app)
    # Around the router as well, so that unknown paths and refused methods get headers, log line and metrics too.
    read = Compression(app.asgi_handler)
    app.asgi_handler = Edge(Remembered(read, seconds=remember_seconds) if remember_seconds else read, site)
    app.state["operations"] = create_operations(site=site, checks=checks)
    return app


async def _refuse_unfit(request: Request[Any, Any, Any]) -> None:
    """Look at every request before its handler: as guards, each would be given a copy of the handler."""
    request.app.state.limits.admit(request)
    refuse_long_query(request)
    refuse_cross_site(request)
    refuse_other_body_types(request)
    refuse_other_types(request)
    refuse_nul(request)
    refuse_unknown_parameters(request)


def _constant(value: object) -> Provide:
    async def provide() -> Any:
        return value

    return Provide(provide)
