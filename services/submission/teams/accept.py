"""Use case: accept an invitation, once."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.submission.accounts.grant import grant
from services.submission.accounts.look_up import look_up_account
from services.submission.accounts.people import shown_of
from services.submission.accounts.teams.membership import join, team_for
from services.submission.manifestations.errors import ManifestationUnknown
from services.submission.manifestations.find import manifestation_with
from services.submission.manifestations.hand_over import hand_over
from services.submission.teams.errors import AlreadyThere, InvitationOver, InvitedAtAnotherAddress
from services.submission.teams.rules import Invitation, is_for
from services.submission.teams.store import delete_invitations_into, find_invitation, take_invitation
from shared.identity.caller import Caller
from shared.identity.keys import digest
from shared.postgres.database import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An invitation as whoever opens its link sees it."""

    invitation: Invitation
    inviter: str
    """How the inviter is called; empty where they have no name any more."""


async def look_at_invitation(tx: Tx, token: str) -> Offer:
    """Return an invitation without accepting it; raises ``InvitationOver``."""
    found = await find_invitation(tx, digest(token))
    if found is None:
        raise InvitationOver
    return Offer(invitation=found, inviter=await shown_of(tx, found.invited_by))


async def accept_invitation(tx: Tx, token: str, *, caller: Caller, now: datetime) -> Invitation:
    """Do what an invitation says for whoever was invited, and for nobody else; once.

    Raises ``InvitationOver``, ``InvitedAtAnotherAddress``, ``AlreadyThere``, and what taking over may raise.
    """
    invitation = await take_invitation(tx, digest(token))
    if invitation is None:
        raise InvitationOver
    account, _ = await look_up_account(tx, caller)
    if not is_for(invitation, account.email):
        raise InvitedAtAnotherAddress
    if invitation.team_id is not None and not await join(tx, invitation.team_id, account.account_id):
        raise AlreadyThere(invitation.label)
    if invitation.region_code is not None:
        await grant(tx, account.account_id, "moderator", region_code=invitation.region_code, by=invitation.invited_by)
    if invitation.manifestation_id is not None:
        await _take_over(tx, invitation.manifestation_id, account.account_id, caller, now)
    return invitation


async def _take_over(tx: Tx, manifestation_id: UUID, account_id: UUID, caller: Caller, now: datetime) -> None:
    manifestation = await manifestation_with(tx, manifestation_id)
    if manifestation is None:
        raise ManifestationUnknown
    team_id = await team_for(tx, account_id, manifestation.organiser)
    await hand_over(tx, manifestation, caller=caller, team_id=team_id, now=now)
    await delete_invitations_into(tx, manifestation_id)
