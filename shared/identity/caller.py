"""Who is asking, and what their role opens; every door gets its ``Caller`` from here."""

from dataclasses import dataclass
from typing import Literal, cast

from shared.errors import NotAllowed, NotSignedIn
from shared.identity.key_ring import KeyRing
from shared.identity.keys import matches, parse_key
from shared.identity.store import KeyRow

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

    account_id: str
    """Who is responsible for what is done; while a key is all there is of an account, the key's own identifier."""
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


def require_in_charge(caller: Caller, region_code: str) -> None:
    """Raise ``NotAllowed`` as ``require_region`` does, but for services, which work for every region."""
    if caller.role != "service":
        require_region(caller, region_code)


async def caller_of_key(keys: KeyRing, text: str) -> Caller:
    """Return the caller a key stands for; raises ``NotSignedIn`` without saying which part was wrong."""
    parsed = parse_key(text)
    row = await keys.find(parsed[0]) if parsed else None
    if not parsed or row is None or row.revoked or not matches(parsed[1], row.secret_sha256):
        raise NotSignedIn(
            "Cette clé d’accès n’est pas connue ou n’est plus valable : vérifiez qu’elle est copiée en entier, "
            "de « moisess_ » au dernier caractère, ou demandez-en une nouvelle à votre chambre régionale."
        )
    return caller_of(row)


def caller_of(row: KeyRow) -> Caller:
    """Return who holds a key."""
    return Caller(account_id=row.key_id, role=cast("Role", row.role), region_code=row.region_code, name=row.name)
