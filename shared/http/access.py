"""Who is asking: found by ``Authorization: Bearer <key>`` or by the session cookie, and what their role opens."""

from dataclasses import dataclass
from typing import Any, Literal, cast

from litestar import Request

from shared.errors import NotAllowed, NotSignedIn
from shared.http.access_store import KeyRow, use_session
from shared.http.key_ring import KeyRing
from shared.http.keys import digest, matches, parse_key
from shared.http.site import Site
from shared.postgres.database import Database

Role = Literal["organiser", "moderator", "national", "service"]

ROLE_NAMES: dict[Role, str] = {
    "organiser": "organisateur",
    "moderator": "chambre régionale",
    "national": "équipe nationale",
    "service": "service",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Somebody, or a program, whose key we know."""

    key_id: str
    role: Role
    region_code: str | None
    """Set for moderators, and only for them."""
    name: str

    @property
    def role_name(self) -> str:
        """The role in French."""
        return ROLE_NAMES[self.role]


def require(caller: Caller, *roles: Role) -> None:
    """Raise ``NotAllowed`` unless the caller has one of ``roles``."""
    if caller.role not in roles:
        wanted = " ou ".join(ROLE_NAMES[role] for role in roles)
        raise NotAllowed(
            f"Votre clé a le rôle « {caller.role_name} », or cette action demande le rôle « {wanted} ». "
            "Connectez-vous avec une autre clé, ou demandez-en une à votre chambre régionale."
        )


def require_region(caller: Caller, region_code: str) -> None:
    """Raise ``NotAllowed`` unless the caller moderates this region; the national team moderates all."""
    require(caller, "moderator", "national")
    if caller.role == "moderator" and caller.region_code != region_code:
        raise NotAllowed(
            f"Votre clé est celle de la région {caller.region_code}, or ceci relève de la région {region_code} : "
            "adressez-vous à la chambre de cette région ou à l’équipe nationale."
        )


async def find_visitor(
    *, request: Request[Any, Any, Any], database: Database, keys: KeyRing, site: Site
) -> Caller | None:
    """Return who asks, None for somebody unknown; a key that is given but not valid raises ``NotSignedIn``.

    Where there is an ``Authorization`` header the cookie is not looked at: such requests are exempt from the check
    that they come from our own pages.
    """
    authorization = request.headers.get("authorization")
    if authorization is not None:
        scheme, _, text = authorization.partition(" ")
        if scheme.lower() != "bearer":
            raise NotSignedIn("L’en-tête Authorization attend la forme « Bearer moisess_… ».")
        return await caller_of_key(keys, text.strip())
    token = request.cookies.get(site.session_cookie)
    if not token:
        return None
    async with database.autocommit(wakes=False) as connection:
        row = await use_session(connection, digest(token))
    return _caller(row) if row and not row.revoked else None


async def caller_of_key(keys: KeyRing, text: str) -> Caller:
    """Return the caller a key stands for; raises ``NotSignedIn`` without saying which part was wrong."""
    parsed = parse_key(text)
    row = await keys.find(parsed[0]) if parsed else None
    if not parsed or row is None or row.revoked or not matches(parsed[1], row.secret_sha256):
        raise NotSignedIn(
            "Cette clé d’accès n’est pas connue ou n’est plus valable : vérifiez qu’elle est copiée en entier, "
            "de « moisess_ » au dernier caractère, ou demandez-en une nouvelle à votre chambre régionale."
        )
    return _caller(row)


def required(visitor: Caller | None) -> Caller:
    """Return the caller; raise ``NotSignedIn`` for somebody unknown."""
    if visitor is None:
        raise NotSignedIn(
            "Cette action demande une clé d’accès : envoyez-la dans l’en-tête « Authorization: Bearer moisess_… », "
            "ou connectez-vous sur la page « /connexion »."
        )
    return visitor


def _caller(row: KeyRow) -> Caller:
    return Caller(key_id=row.key_id, role=cast("Role", row.role), region_code=row.region_code, name=row.name)
