"""What operators ask, as an application of its own: it is served at another port, which no stranger reaches."""

from typing import Any

from litestar import Litestar
from litestar.di import Provide

from shared.http.edge import Edge
from shared.http.health import Checks, show_live, show_metrics, show_ready
from shared.http.problems import answer_problem
from shared.http.site import Site


def create_operations(*, site: Site, checks: Checks) -> Litestar:
    """Build it; it shares the event loop, and so the database's pool, with the service that it speaks of."""

    async def provide_checks() -> Any:
        return checks

    app = Litestar(
        route_handlers=[show_live, show_ready, show_metrics],
        dependencies={"checks": Provide(provide_checks)},
        exception_handlers={Exception: answer_problem},
        logging_config=None,
        openapi_config=None,
    )
    app.asgi_handler = Edge(app.asgi_handler, site, any_host=True)
    return app
