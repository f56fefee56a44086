"""Use case: ask somebody, by their address, into a team or a chamber, or to take over a manifestation."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from services.submission.accounts.teams.rules import Team
from services.submission.manifestations.hand_over import refuse_settled
from services.submission.manifestations.rules.manifestation import Manifestation
from services.submission.notices.post import give_up, post
from services.submission.notices.rules.letter import Letter
from services.submission.notices.rules.letters import chamber_invitation, hand_over, invitation
from services.submission.teams.errors import InvitationOver, TooManyInvitations
from services.submission.teams.rules import MOST_OPEN, Invitation, cause_of
from services.submission.teams.store import delete_invitation, insert_invitation, list_invitations
from shared.editions.present import chamber_at_present
from shared.geography.regions import region as find_region
from shared.identity.caller import Caller
from shared.identity.keys import digest
from shared.postgres.database import Tx

GOOD_FOR = timedelta(days=14)
"""As long as an invitation can be accepted."""
LinkTo = Callable[[str], str]
"""The address of the page that a secret leads to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inviter:
    """Who invites, and where their invitations lead."""

    caller: Caller
    link_to: LinkTo

    @property
    def account_id(self) -> UUID:
        """Their account."""
        return UUID(self.caller.account_id)

    @property
    def name(self) -> str:
        """How the mail calls them."""
        return self.caller.name or "Quelqu’un"


async def invite_colleague(tx: Tx, team: Team, *, email: str, by: Inviter) -> str:
    """Mail an invitation into a team, one of whose members invites, and return its secret."""
    token = secrets.token_urlsafe(32)
    letter = invitation(by.link_to(token), inviter=by.name, into=team.name)
    await _invite(tx, token, letter, email=email, label=team.name, by=by, team_id=team.team_id)
    return token


async def invite_moderator(tx: Tx, region_code: str, *, email: str, by: Inviter) -> str:
    """Mail an invitation into a chamber, whose region the inviter moderates, and return its secret."""
    token, chamber = secrets.token_urlsafe(32), await chamber_at_present(tx, region_code)
    region = find_region(region_code)
    letter = chamber_invitation(by.link_to(token), inviter=by.name, region=region.name if region else region_code)
    await _invite(tx, token, letter, email=email, label=chamber, by=by, region_code=region_code)
    return token


async def offer_manifestation(tx: Tx, manifestation: Manifestation, *, email: str, by: Inviter) -> str:
    """Mail an offer to take over a manifestation and return its secret; it stays where it is until somebody accepts.

    Raises ``AlreadyWithdrawn``, ``EditionArchived``.
    """
    await refuse_settled(tx, manifestation)
    token, title = secrets.token_urlsafe(32), manifestation.content.title
    letter = hand_over(by.link_to(token), title=title, giver=by.name)
    await _invite(tx, token, letter, email=email, label=title, by=by, manifestation_id=manifestation.id)
    return token


async def take_back(
    tx: Tx,
    invitation_id: UUID,
    *,
    team_id: UUID | None = None,
    region_code: str | None = None,
    manifestation_id: UUID | None = None,
) -> None:
    """Take back an invitation into this one thing, and its mail where it has not left; raises ``InvitationOver``."""
    deleted = await delete_invitation(
        tx, invitation_id, team_id=team_id, region_code=region_code, manifestation_id=manifestation_id
    )
    if not deleted:
        raise InvitationOver
    await give_up(tx, [cause_of(invitation_id)])


async def waiting(
    tx: Tx, *, team_id: UUID | None = None, region_code: str | None = None, manifestation_id: UUID | None = None
) -> list[Invitation]:
    """List the invitations into one thing that wait for an answer."""
    return await list_invitations(tx, team_id=team_id, region_code=region_code, manifestation_id=manifestation_id)


async def _invite(
    tx: Tx,
    token: str,
    letter: Letter,
    *,
    email: str,
    label: str,
    by: Inviter,
    team_id: UUID | None = None,
    region_code: str | None = None,
    manifestation_id: UUID | None = None,
) -> None:
    present = await waiting(tx, team_id=team_id, region_code=region_code, manifestation_id=manifestation_id)
    if len(present) >= MOST_OPEN:
        raise TooManyInvitations(MOST_OPEN)
    invitation_id = await insert_invitation(
        tx,
        digest(token),
        email=email,
        label=label,
        invited_by=by.account_id,
        team_id=team_id,
        region_code=region_code,
        manifestation_id=manifestation_id,
    )
    await post(tx, letter, to=email, kind="invitation", cause=cause_of(invitation_id), good_for=GOOD_FOR)
