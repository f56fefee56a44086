"""Who is asking, and what their role opens; every door gets its ``Caller`` from here. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from shared.contracts.submission import HeldRole
from shared.errors import NotAllowed
from shared.identity.session import Session

Role = Literal["organiser", "moderator", "national", "service"]

ROLE_NAMES: dict[Role, str] = {
    "organiser": "organisateur",
    "moderator": "chambre régionale",
    "national": "équipe nationale",
    "service": "service",
}
STRONGEST_FIRST: tuple[Role, ...] = ("national", "moderator", "service")


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Somebody, or a program, whose account we know."""

    account_id: str
    role: Role
    """The strongest that the account has; an organiser is whoever has no other."""
    region_code: str | None
    """Set for moderators, and only for them."""
    name: str
    """As the person is called; empty where a key is shown."""
    team_ids: tuple[UUID, ...] = ()
    """Teams of structures that the account is a member of."""
    session: Session | None = None
    """None where a key is shown."""
    key_id: str | None = None
    """Set where a key is shown."""

    @property
    def role_name(self) -> str:
        """The role in French."""
        return ROLE_NAMES[self.role]


def caller_of(
    account_id: UUID, roles: Sequence[HeldRole], *, session: Session | None = None, key_id: str | None = None
) -> Caller:
    """Return an account as doors see it; roles that a later release names are passed over."""
    role: Role = next((each for each in STRONGEST_FIRST if any(held.role == each for held in roles)), "organiser")
    region_code = next((held.region_code for held in roles if held.role == role == "moderator"), None)
    return Caller(
        account_id=str(account_id),
        role=role,
        region_code=region_code,
        name=session.name if session else "",
        team_ids=tuple(held.team_id for held in roles if held.team_id),
        session=session,
        key_id=key_id,
    )


def require(caller: Caller, *roles: Role) -> None:
    """Raise ``NotAllowed`` unless the caller has one of ``roles``."""
    if caller.role not in roles:
        wanted = " ou ".join(ROLE_NAMES[role] for role in roles)
        raise NotAllowed(
            f"Votre compte a le rôle « {caller.role_name} », or cette action demande le rôle « {wanted} ». "
            "Connectez-vous avec un autre compte, ou demandez cet accès."
        )


def require_region(caller: Caller, region_code: str) -> None:
    """Raise ``NotAllowed`` unless the caller moderates this region; the national team moderates all."""
    require(caller, "moderator", "national")
    if caller.role == "moderator" and caller.region_code != region_code:
        raise NotAllowed(
            f"Votre compte est celui de la région {caller.region_code}, or ceci relève de la région {region_code} : "
            "adressez-vous à la chambre de cette région ou à l’équipe nationale."
        )


def require_in_charge(caller: Caller, region_code: str) -> None:
    """Raise ``NotAllowed`` as ``require_region`` does, but for services, which work for every region."""
    if caller.role != "service":
        require_region(caller, region_code)
