"""Who is asking over HTTP: found by ``Authorization: Bearer <key>`` or by the session cookie."""

from typing import Any

from litestar import Request

from shared.errors import NotSignedIn
from shared.http.asker import asker, remember_caller
from shared.http.rate_limits import RateLimits
from shared.http.site import Site
from shared.identity.caller import Caller, Role, caller_of, caller_of_key, require
from shared.identity.key_ring import KeyRing
from shared.identity.keys import digest
from shared.identity.store import use_session
from shared.observability.security_events import log_security
from shared.postgres.database import Database


async def find_visitor(
    *, request: Request[Any, Any, Any], database: Database, keys: KeyRing, limits: RateLimits, site: Site
) -> Caller | None:
    """Return who asks, None for somebody unknown; a key that is given but not valid raises ``NotSignedIn``.

    Where there is an ``Authorization`` header the cookie is not looked at: such requests are exempt from the check
    that they come from our own pages. Whoever it is, the request is counted; raises ``TooManyRequests``.
    """
    token = request.cookies.get(site.session_cookie)
    visitor: Caller | None = None
    if "authorization" in request.headers:
        try:
            visitor = await _of_key(request, keys)
        except NotSignedIn as error:
            log_security("sign_in_refused", way="header", code=error.code, **asker(request.scope))
            limits.count_failure(request)
            raise
    elif token:
        visitor = await _of_session(token, database)
        if visitor is None:
            limits.count_anonymous(request)
    if visitor is not None:
        remember_caller(request.scope, visitor)
        limits.count_write(request, visitor)
    return visitor


async def _of_key(request: Request[Any, Any, Any], keys: KeyRing) -> Caller:
    scheme, _, text = request.headers["authorization"].partition(" ")
    if scheme.lower() != "bearer":
        raise NotSignedIn("L’en-tête Authorization attend la forme « Bearer moisess_… ».")
    return await caller_of_key(keys, text.strip())


async def _of_session(token: str, database: Database) -> Caller | None:
    async with database.autocommit(wakes=False) as connection:
        row = await use_session(connection, digest(token))
    return caller_of(row) if row and not row.revoked else None


ROLES = "roles"
"""Under this name a handler says which roles may ask; any where it says nothing."""


def opened_to(*roles: Role) -> dict[str, tuple[Role, ...]]:
    """Return the ``opt`` of a handler that these roles alone may ask: checked before it, and said in OpenAPI."""
    return {ROLES: roles}


def authorize(visitor: Caller, request: Request[Any, Any, Any]) -> Caller:
    """Return who asks; raise ``NotAllowed`` for a role to which the handler is not opened."""
    if roles := request.route_handler.opt.get(ROLES):
        require(visitor, *roles)
    return visitor


def required(visitor: Caller | None) -> Caller:
    """Return the caller; raise ``NotSignedIn`` for somebody unknown."""
    if visitor is None:
        raise NotSignedIn(
            "Cette action demande une clé d’accès : envoyez-la dans l’en-tête « Authorization: Bearer moisess_… », "
            "ou connectez-vous sur la page « /connexion »."
        )
    return visitor
