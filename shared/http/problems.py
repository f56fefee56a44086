"""Every failure as RFC 9457 problem+json, or as a French page where a browser asks for one."""

from typing import Any
from uuid import uuid4

import structlog
from litestar import Request, Response
from litestar.exceptions import (
    HTTPException,
    MethodNotAllowedException,
    NotFoundException,
    ValidationException,
)
from litestar.exceptions.http_exceptions import RequestEntityTooLarge
from litestar.handlers import HTTPRouteHandler

from shared.errors import DomainError, NotSignedIn, OutcomeUnknown, Unavailable
from shared.http.asker import asker
from shared.http.errors import (
    LARGEST_BODY,
    AddressUnknown,
    BodyTooLarge,
    FrameworkRefused,
    MethodRefused,
    TooManyRequests,
    Unexpected,
    ValueRefused,
)
from shared.http.parameter_refusals import refusal_of
from shared.http.problem_page import page_or_none
from shared.http.rate_limits import RateLimits
from shared.observability.security_events import log_security
from shared.postgres.faults import is_transient, lies_in_a_value

log = structlog.get_logger()

MEDIA_TYPE = "application/problem+json"
TYPE_PREFIX = "urn:mois-ess:probleme:"
RETRY_SECONDS = 2
FORBIDDEN = 403
LOST = "La liaison avec la base de données s’est rompue pendant l’enregistrement. On ne sait pas s’il a eu lieu."


def answer_problem(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """Answer any exception; the one handler of the application."""
    problem = problem_of(request, error)
    if problem.status == FORBIDDEN:
        route = str(request.scope.get("path_template"))
        log_security("access_denied", code=problem.code, method=request.method, route=route, **asker(request.scope))
    headers = _headers(problem, error)
    return page_or_none(request, problem, headers) or Response(
        content(problem, instance=str(request.scope["path"])),
        status_code=problem.status,
        headers=headers,
        media_type=MEDIA_TYPE,
    )


def content(problem: DomainError, *, instance: str) -> dict[str, Any]:
    """Return the members of the problem document."""
    document: dict[str, Any] = {
        "type": f"{TYPE_PREFIX}{problem.code}",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "instance": problem.instance if isinstance(problem, Incident) else instance,
    }
    if problem.errors:
        document["errors"] = [
            {"pointer": error.pointer, "code": error.code, "message": error.message, "value": error.value}
            for error in problem.errors
        ]
    return {**problem.members, **document}


class Incident(Unexpected):
    """An unexpected exception, under an identifier that the log knows too."""

    def __init__(self) -> None:
        """Draw the identifier."""
        reference = uuid4().hex[:12]
        super().__init__(
            "Votre demande n’a pas pu être traitée ; nous en avons gardé la trace. Réessayez dans quelques minutes, "
            f"et si cela se répète, écrivez-nous en citant la référence {reference}."
        )
        self.reference = reference
        self.instance = f"urn:mois-ess:incident:{reference}"


def problem_of(request: Request[Any, Any, Any], error: Exception) -> DomainError:
    """Return the condition that stands for ``error``; what nobody foresaw is logged here."""
    if isinstance(error, OutcomeUnknown):
        log.warning("outcome_unknown", exc_info=error)
        return OutcomeUnknown(f"{LOST} {_way_to_find_out(request)}", retry_after_seconds=error.retry_after_seconds)
    if isinstance(error, DomainError):
        return error
    if isinstance(error, HTTPException) and error.status_code < 500:  # noqa: PLR2004 -- client errors
        return _beyond_a_limit(request, error) or _of_framework(request, error)
    if is_transient(error):
        log.warning("dependency_unavailable", error_class=type(error).__name__, exc_info=error)
        return Unavailable(
            "La base de données ne répond pas pour l’instant. Rien n’a été enregistré : réessayez dans quelques "
            "instants.",
            retry_after_seconds=RETRY_SECONDS,
        )
    if lies_in_a_value(error):
        # A check of ours is missing, which the log tells us; what can be done about it is for the caller to do.
        log.error("value_refused_by_database", exc_info=error)
        return ValueRefused(
            "Une des valeurs envoyées sort de ce qui peut être enregistré ou cherché (nombre ou date hors limites, "
            "caractère interdit) : rien n’a été enregistré. Corrigez-la, puis renvoyez la demande."
        )
    incident = Incident()
    log.error("unexpected_error", incident=incident.reference, error_class=type(error).__name__, exc_info=error)
    return incident


def _way_to_find_out(request: Request[Any, Any, Any]) -> str:
    if "idempotency-key" in request.headers:
        return (
            "Renvoyez la même demande avec la même clé Idempotency-Key : elle n’est faite qu’une fois, et la réponse "
            "dit ce qu’il en est."
        )
    if "if-match" in request.headers:
        return (
            "Pour le savoir, relisez ce que vous vouliez changer : sa version dit si c’est fait. Sinon, renvoyez la "
            "même demande."
        )
    return (
        "Pour le savoir, revenez en arrière et renvoyez le même formulaire sans rien y changer : il n’est pris en "
        "compte qu’une fois."
    )


def _beyond_a_limit(request: Request[Any, Any, Any], error: HTTPException) -> TooManyRequests | None:
    """Count what matched no handler, and so was counted by none."""
    limits: RateLimits | None = request.app.state.get("limits")
    if limits is not None and isinstance(error, NotFoundException | MethodNotAllowedException):
        try:
            limits.count_anonymous(request)
        except TooManyRequests as refusal:
            return refusal
    return None


def _of_framework(request: Request[Any, Any, Any], error: HTTPException) -> DomainError:
    path = request.scope["path"]
    match error:
        case NotFoundException():
            return AddressUnknown(
                f"Rien ne se trouve à l’adresse « {path[:200]} » : vérifiez-la, ou repartez de l’accueil."
            )
        case MethodNotAllowedException():
            allowed = (error.headers or {}).get("allow", "")
            return MethodRefused(f"La méthode {request.method} n’est pas admise ici. Méthodes admises : {allowed}.")
        case RequestEntityTooLarge():
            return BodyTooLarge(f"Le corps de la demande dépasse {_limit(request)} ko : réduisez-le, puis renvoyez-le.")
        case ValidationException():
            return refusal_of(request, error)
    return FrameworkRefused("La demande est mal formée : vérifiez ses en-têtes et son corps.")


def _headers(problem: DomainError, error: Exception) -> dict[str, str]:
    headers: dict[str, str] = {}
    if problem.retry_after_seconds is not None:
        headers["Retry-After"] = str(problem.retry_after_seconds)
    if isinstance(problem, NotSignedIn):
        headers["WWW-Authenticate"] = 'Bearer realm="mois-ess"'
    if isinstance(problem, MethodRefused) and isinstance(error, HTTPException):
        headers["Allow"] = (error.headers or {}).get("allow", "")
    return headers


def _limit(request: Request[Any, Any, Any]) -> int:
    """Return how many kilobytes the handler takes."""
    handler = request.scope.get("route_handler")
    limit = handler.resolve_request_max_body_size() if isinstance(handler, HTTPRouteHandler) else None
    return (limit or LARGEST_BODY) // 1024
