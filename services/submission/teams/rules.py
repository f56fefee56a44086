"""An invitation, and who may leave whom. Pure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

Purpose = Literal["team", "chamber", "manifestation"]
MOST_OPEN = 50
"""Invitations into one thing that wait for an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """Somebody was asked, by an address, to join or to take over."""

    invitation_id: UUID
    email: str
    label: str
    """Of what it leads into, for people."""
    team_id: UUID | None
    region_code: str | None
    manifestation_id: UUID | None
    invited_by: UUID
    invited_at: datetime

    @property
    def purpose(self) -> Purpose:
        """What accepting it does."""
        if self.team_id is not None:
            return "team"
        return "chamber" if self.region_code is not None else "manifestation"


def cause_of(invitation_id: UUID) -> str:
    """Return what the mail of an invitation names as its cause."""
    return f"invitation/{invitation_id}"


def is_for(invitation: Invitation, email: str | None) -> bool:
    """Return True for the address that was invited, however it is written: a link that is passed on opens nothing."""
    return email is not None and invitation.email.casefold() == email.casefold()
