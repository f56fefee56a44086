"""What a caller can read, looked at before anything is done for it."""

from functools import lru_cache
from typing import Any

from litestar.connection import ASGIConnection
from litestar.datastructures.headers import Accept
from litestar.handlers import HTTPRouteHandler

from shared.http.errors import NotAcceptable

JSON = ("application/json", "application/problem+json")
PAGE = ("text/html",)
SERVED = "served"
"""Option of a handler or router whose answers are neither of the two; empty where it is not worth asking."""


def refuse_other_types(connection: ASGIConnection[Any, Any, Any, Any]) -> None:
    """Raise ``NotAcceptable`` for an Accept header that leaves out what this address answers with."""
    accepted = connection.headers.get("accept", "").strip()
    handler = connection.route_handler
    if not accepted or accepted == "*/*" or not isinstance(handler, HTTPRouteHandler):
        return
    served = handler.opt.get(SERVED, JSON if handler.resolve_include_in_schema() else PAGE)
    if served and not _admits(accepted, tuple(served)):
        raise NotAcceptable(
            f"L’en-tête Accept n’admet que « {accepted[:80]} », et cette adresse répond en {served[0]} : ajoutez ce "
            "type, ou retirez l’en-tête."
        )


@lru_cache(maxsize=256)
def _admits(accepted: str, served: tuple[str, ...]) -> bool:
    # Browsers of one make all send the same.
    return Accept(accepted).best_match(list(served)) is not None
