"""Who is asking over HTTP: found by ``Authorization: Bearer <key>`` or by the session cookie."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import structlog
from litestar import Request

from shared.errors import DomainError, NotAllowed, NotSignedIn
from shared.http.asker import asker, remember_caller
from shared.http.errors import TooManyRequests
from shared.http.origin import SAFE
from shared.http.rate_limits import RateLimits
from shared.http.site import Site
from shared.identity.caller import Caller, Role, require
from shared.identity.key_uses import KeyUses
from shared.identity.recent import Recent
from shared.identity.recognise import caller_of_key, caller_of_session
from shared.identity.session import SessionRefused
from shared.observability.security_events import log_security

log = structlog.get_logger()

AnyRequest = Request[Any, Any, Any]


async def find_visitor(
    *, request: AnyRequest, recent: Recent, limits: RateLimits, site: Site, now: datetime
) -> Caller | None:
    """Return who asks, None for somebody unknown; a key that is given but not valid raises ``NotSignedIn``.

    Where there is an ``Authorization`` header the cookie is not looked at: such requests are exempt from the check
    that they come from our own pages. Whoever it is, the request is counted; raises ``TooManyRequests``.
    """
    token = request.cookies.get(site.session_cookie)
    visitor: Caller | None = None
    if "authorization" in request.headers:
        visitor = await _of_key(request, recent, limits, now)
    elif token:
        visitor = await _of_session(token, recent, site, now)
        if visitor is None:
            limits.count_anonymous(request)
    if visitor is not None:
        remember_caller(request.scope, visitor)
        limits.count_write(request, visitor)
    return visitor


def note_key_use(uses: KeyUses) -> Callable[[AnyRequest], Awaitable[None]]:
    """Return what is done once an answer has left: the key that was shown with the request has been used."""

    async def note(request: AnyRequest) -> None:
        caller = request.scope.get("user")
        if isinstance(caller, Caller) and caller.key_id:
            await uses.note(caller.key_id)

    return note


async def _of_key(request: AnyRequest, recent: Recent, limits: RateLimits, now: datetime) -> Caller:
    try:
        caller, may_write = await caller_of_key(recent, _bearer(request), now=now)
    except NotSignedIn as error:
        refused: DomainError = error
        try:
            limits.count_failure(request)
        except TooManyRequests as too_many:
            refused = too_many
        log_security("sign_in_refused", way="header", code=refused.code, **asker(request.scope))
        raise refused from error
    if not may_write and request.method not in SAFE:
        remember_caller(request.scope, caller)
        raise NotAllowed(
            "Cette clé d’accès est faite pour lire, or cette action change quelque chose : demandez une clé qui écrit."
        )
    return caller


def _bearer(request: AnyRequest) -> str:
    scheme, _, text = request.headers["authorization"].partition(" ")
    if scheme.lower() != "bearer":
        raise NotSignedIn("L’en-tête Authorization attend la forme « Bearer moisess_… ».")
    return text.strip()


async def _of_session(token: str, recent: Recent, site: Site, now: datetime) -> Caller | None:
    try:
        return await caller_of_session(recent, token, issuer=site.issuer, now=now)
    except SessionRefused as error:
        log.info("session_refused", reason=str(error))
        return None


ROLES = "roles"
"""Under this name a handler says which roles may ask; any where it says nothing."""
BY_A_PERSON = "by_a_person"
"""Under this name it says that no key opens it, whatever it may write: who holds one gives nobody access."""


def opened_to(*roles: Role, by_a_person: bool = False) -> dict[str, Any]:
    """Return the ``opt`` of a handler that these roles alone may ask: checked before it, and said in OpenAPI."""
    return {**({ROLES: roles} if roles else {}), **({BY_A_PERSON: True} if by_a_person else {})}


def authorize(visitor: Caller, request: AnyRequest) -> Caller:
    """Return who asks; raise ``NotAllowed`` for a role, or for a key, to which the handler is not opened."""
    if roles := request.route_handler.opt.get(ROLES):
        require(visitor, *roles)
    if request.route_handler.opt.get(BY_A_PERSON) and visitor.session is None:
        raise NotAllowed(
            "Cette action demande de se connecter : seule une personne la fait, une clé d’accès ne le peut pas."
        )
    return visitor


def required(visitor: Caller | None, site: Site) -> Caller:
    """Return the caller; raise ``NotSignedIn`` for somebody unknown."""
    if visitor is None:
        raise NotSignedIn(
            "Cette action demande de se connecter : dans un navigateur, sur la page "
            f"{site.sign_in_url()} ; pour un programme, par une clé d’accès dans l’en-tête "
            "« Authorization: Bearer moisess_… »."
        )
    return visitor
