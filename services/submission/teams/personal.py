"""Use case: invitations, and questions to co-organisers, that a person sent or was sent, given out and forgotten."""

from typing import Any
from uuid import UUID

from services.submission.notices.post import give_up
from services.submission.teams.co_organisers import rules as co_organisers
from services.submission.teams.co_organisers.store import delete_asked_of, list_asked_of
from services.submission.teams.rules import cause_of
from services.submission.teams.store import delete_invitations_of, list_invitations_of
from shared.postgres.database import Tx


async def export_invitations(tx: Tx, account_id: UUID, email: str | None) -> list[dict[str, Any]]:
    """Return those that wait for an answer; of those a person was sent, not who else was."""
    found = await list_invitations_of(tx, account_id, email)
    return [
        {
            "pour": invitation.label,
            "le": invitation.invited_at,
            "envoyee_a": invitation.email,
            "par_vous": invitation.invited_by == account_id,
        }
        for invitation in found
    ]


async def forget_invitations(tx: Tx, account_id: UUID, email: str | None) -> None:
    """Forget both kinds, and what of their mails has not left: they name who invites."""
    await give_up(tx, [cause_of(invitation_id) for invitation_id in await delete_invitations_of(tx, account_id, email)])


async def export_questions(tx: Tx, account_id: UUID, email: str | None) -> list[dict[str, Any]]:
    """Return the questions to co-organisers that wait for an answer, in the same way."""
    return [
        {
            "structure": asked.name,
            "manifestation": asked.manifestation_id,
            "le": asked.asked_at,
            "envoyee_a": asked.email,
            "par_vous": asked.asked_by == account_id,
        }
        for asked in await list_asked_of(tx, account_id, email)
    ]


async def forget_questions(tx: Tx, account_id: UUID, email: str | None) -> None:
    """Forget both kinds, and what of their mails has not left."""
    await give_up(tx, [co_organisers.cause_of(asked_id) for asked_id in await delete_asked_of(tx, account_id, email)])
