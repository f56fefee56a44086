"""Use case: hand a mail to the mail server, once as far as can be known.

Between its handing over and the answer nobody knows whether the server has a mail. The mail is then sent again, under
the same Message-ID, by which most mailboxes show two of the same as one.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID

from services.submission.notices import store
from services.submission.notices.post import SendMail
from services.submission.notices.reminders import reminders_of
from services.submission.notices.rules.reminders import REMINDERS
from services.submission.notices.smtp import MailRefused, MailServer, NotNow
from shared.jobs.running import Running
from shared.observability.redaction import blanked
from shared.postgres.database import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """What the mails need to know of accounts, which another capability keeps."""

    of: Callable[[Tx, UUID], Awaitable[str | None]]
    """Return the address of an account, None where it has none."""
    bounced: Callable[[Tx, str, str], Awaitable[None]]
    """Take note that an address takes no mail, and of the server's reply."""
    took: Callable[[Tx, str], Awaitable[None]]
    """Take note that an address takes mail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliver:
    """Does the work of one ``send_mail`` job."""

    server: MailServer
    addresses: Addresses
    decline_at: Callable[[UUID], str]
    """The address that a token of ``reminders_of`` leads to."""

    async def __call__(self, job: Running, arguments: SendMail) -> None:
        """Send the mail, or find out that nobody can; raises what makes trying again later sensible."""
        async with job.database.transaction() as tx:
            await store.forget_old(tx)
            mail = await store.lock_mail(tx, arguments.mail_id)
            if mail is None:
                return
            address = mail.email or (await self.addresses.of(tx, mail.account_id) if mail.account_id else None)
            if mail.expired or address is None:
                await store.end_mail(tx, mail.mail_id, "expired" if mail.expired else "no_address")
                return
            decline = ""
            if mail.kind in REMINDERS and mail.account_id:
                token = await reminders_of(tx, mail.account_id)
                if token is None:
                    await store.end_mail(tx, mail.mail_id, "declined")
                    return
                decline = self.decline_at(token)
            await store.mark_sending(tx, mail.mail_id)
        try:
            await self.server.send(mail.letter, to=address, mail_id=mail.mail_id, decline=decline)
        except MailRefused as refusal:
            reply = blanked(str(refusal))
            async with job.database.transaction() as tx:
                await store.end_mail(tx, mail.mail_id, "bounced", reply=reply)
                await self.addresses.bounced(tx, address, reply)
                await job.finish(tx)
        except NotNow:
            async with job.database.transaction() as tx:
                await store.mark_waiting(tx, mail.mail_id)
            raise
        else:
            async with job.database.transaction() as tx:
                await store.end_mail(tx, mail.mail_id, "sent")
                await self.addresses.took(tx, address)
                await job.finish(tx)
