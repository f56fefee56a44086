"""Under which name JSON comes: a page of another site can send any body, but not under that name without asking."""

from typing import Any

from litestar import Request
from litestar.handlers import HTTPRouteHandler
from litestar.params import BodyKwarg

from shared.http.errors import MediaTypeRefused


def refuse_other_body_types(request: Request[Any, Any, Any]) -> None:
    """Raise ``MediaTypeRefused`` for a body that is not said to be what its handler reads."""
    wanted = body_type(request.scope.get("route_handler"))
    if wanted is None:
        return
    written = request.headers.get("content-type", "")
    if written.partition(";")[0].strip().lower() != wanted:
        said = f"dit « {written[:80]} »" if written else "est absent"
        raise MediaTypeRefused(f"L’en-tête Content-Type {said} : envoyez le corps en JSON, sous le type {wanted}.")


def body_type(handler: object) -> str | None:
    """Return the type of body that a handler reads, None where it reads none or takes a form."""
    field = handler.parsed_data_field if isinstance(handler, HTTPRouteHandler) else None
    if field is None or not isinstance(field.kwarg_definition, BodyKwarg):
        return None
    return str(getattr(field.kwarg_definition.media_type, "value", field.kwarg_definition.media_type))
