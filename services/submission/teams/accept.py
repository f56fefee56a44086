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
from services.submission.manifestations.rules.access import is_open_to
from services.submission.teams.errors import AlreadyThere, InvitationOver, InvitedAtAnotherAddress
from services.submission.teams.rules import Invitation, is_for
from services.submission.teams.store import delete_invitations_into, find_invitation, take_invitation
from shared.identity.caller import Caller, caller_of
from shared.identity.keys import digest
from shared.identity.store import find_account
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
    if found is None or not await _may_still_invite(tx, found):
        raise InvitationOver
    return Offer(invitation=found, inviter=await shown_of(tx, found.invited_by))


async def accept_invitation(tx: Tx, token: str, *, caller: Caller, now: datetime) -> Invitation:
    """Do what an invitation says for whoever was invited, and for nobody else; once.

    Raises ``InvitationOver``, ``InvitedAtAnotherAddress``, ``AlreadyThere``, and what taking over may raise.
    """
    invitation = await take_invitation(tx, digest(token))
    if invitation is None or not await _may_still_invite(tx, invitation):
        raise InvitationOver
    account = await look_up_account(tx, caller)
    if not is_for(invitation, account.email):
        raise InvitedAtAnotherAddress
    if invitation.team_id is not None and not await join(tx, invitation.team_id, account.account_id):
        raise AlreadyThere(invitation.label)
    if invitation.region_code is not None:
        await grant(tx, account.account_id, "moderator", region_code=invitation.region_code, by=invitation.invited_by)
    if invitation.manifestation_id is not None:
        await _take_over(tx, invitation.manifestation_id, account.account_id, caller, now)
    return invitation


async def _may_still_invite(tx: Tx, invitation: Invitation) -> bool:
    """Return False where whoever invited has lost since what they gave: no role that was withdrawn lets anybody in.

    Into a team any of its members may invite, and nobody is put out of one.
    """
    known = await find_account(tx, invitation.invited_by)
    inviter = caller_of(invitation.invited_by, known.roles if known else ())
    if invitation.region_code is not None:
        return inviter.role == "moderator" and inviter.region_code == invitation.region_code
    if invitation.manifestation_id is None:
        return True
    manifestation = await manifestation_with(tx, invitation.manifestation_id)
    return manifestation is not None and is_open_to(manifestation, inviter)


async def _take_over(tx: Tx, manifestation_id: UUID, account_id: UUID, caller: Caller, now: datetime) -> None:
    manifestation = await manifestation_with(tx, manifestation_id)
    if manifestation is None:
        raise ManifestationUnknown
    team_id = await team_for(tx, account_id, manifestation.organiser)
    await hand_over(tx, manifestation, caller=caller, team_id=team_id, now=now)
    await delete_invitations_into(tx, manifestation_id)
