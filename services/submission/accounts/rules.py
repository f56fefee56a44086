"""What an account is, and where its holder goes after signing in. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from shared.contracts.submission import KeyScope
from shared.geography.time_zones import PARIS

GrantedRole = Literal["moderator", "national", "service"]
"""An organiser is whoever signs in; nobody has to grant that."""
LINK_PATH = "/connexion/lien"
LINK_MINUTES = 20


MOST_KEYS = 20
"""That one account has at a time: each is told with it, to every service."""


def end_of(last_day: date) -> datetime:
    """Return until when a key serves whose last day is this one, on the clock of Paris."""
    return datetime.combine(last_day, time.max, ZoneInfo(PARIS))


def link_address(submission_url: str, token: str) -> str:
    """Return the address that is sent to whoever wants to sign in."""
    return f"{submission_url.rstrip('/')}{LINK_PATH}?jeton={token}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Whoever signs in, or a program that asks by a key."""

    account_id: UUID
    email: str | None
    """None of a program, and of whoever was erased."""
    name: str
    """As the person wants to be called, or what the program is; may be empty."""
    email_bounced_at: datetime | None
    """Since when the address takes no mail."""
    created_at: datetime

    @property
    def shown(self) -> str:
        """How the account is called on pages and in lists."""
        return self.name or self.email or "compte effacé"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """One line of the log: who was given a role, or had it withdrawn."""

    given_at: datetime
    act: Literal["granted", "withdrawn"]
    account_id: UUID
    shown: str
    role: str
    region_code: str | None
    given_by: str | None
    """None where it was done on the machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessKey:
    """An access key as lists show it: nothing that would let somebody use it."""

    key_id: str
    account_id: UUID
    shown: str
    name: str
    scope: KeyScope
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    last_used_at: datetime | None
    """At submission's own doors, to the hour; None where it was never shown there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """What sessions are signed with."""

    key_id: str
    private_key: str
    public_key: str
    made_at: datetime
