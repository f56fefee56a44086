"""Use case: ask for a mail, in the transaction that is its cause; or for none any more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from services.submission.notices.rules.letter import Letter
from services.submission.notices.store import give_up_mails, insert_mail
from shared.jobs.enqueue import enqueue
from shared.jobs.kind import Kind
from shared.postgres.database import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class SendMail:
    """Which mail; to whom and what it says is read when it is sent."""

    mail_id: UUID


SEND_MAIL = Kind(name="send_mail", arguments=SendMail, most_attempts=30, seconds=120)
"""Thirty attempts are a day: a mail server that is away for a night loses none."""


async def post(
    tx: Tx, letter: Letter, *, to: UUID | str, kind: str, cause: str, good_for: timedelta | None = None
) -> bool:
    """Have a letter mailed once the transaction is committed; False where its cause had a mail before.

    ``to`` is an account, whose address is read when the mail is sent, or an address where there need not be one.
    ``cause`` names what happened, once for all: ``decided/<manifestation>/<version>``. ``kind`` is for figures and
    lists, in snake case. After ``good_for`` it is not sent any more.
    """
    mail_id = await insert_mail(tx, letter, to=to, kind=kind, cause=cause, good_for=good_for)
    if mail_id is None:
        return False
    return await enqueue(tx, SEND_MAIL, SendMail(mail_id=mail_id), key=str(mail_id))


async def give_up(tx: Tx, causes: Sequence[str]) -> None:
    """Send none of these mails that has not left, and forget what they say."""
    await give_up_mails(tx, causes)
