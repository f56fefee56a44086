"""The mail server that takes what we send."""

import contextlib
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Literal
from uuid import UUID

import aiosmtplib

from services.submission.notices.message import Messages
from services.submission.notices.rules.letter import Letter

Tls = Literal["none", "starttls", "tls"]
ANSWER_SECONDS = 30
PERMANENT = 500


class MailRefused(Exception):
    """The server says that this address will not take this mail, now or later (SMTP 5xx)."""


class NotNow(Exception):
    """The server has answered that it does not take the mail: nobody has it, and later it may be taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """Where it is and as whom it is entered."""

    host: str
    port: int
    tls: Tls
    user: str | None
    password: str | None
    messages: Messages

    async def send(self, letter: Letter, *, to: str, mail_id: UUID, decline: str = "") -> None:
        """Return once the server has taken the mail; raises ``MailRefused`` and ``NotNow``.

        Any other error says that nobody knows whether it has.
        """
        try:
            message = self.messages.make(letter, to=to, mail_id=mail_id, decline=decline)
        except ValueError as error:
            raise MailRefused("L’adresse ne peut pas figurer dans un courriel.") from error
        client = await self._connected()
        try:
            await _hand_over(client, message)
        finally:
            with contextlib.suppress(aiosmtplib.SMTPException, OSError):
                await client.quit()
            client.close()

    async def _connected(self) -> aiosmtplib.SMTP:
        client = aiosmtplib.SMTP(
            hostname=self.host,
            port=self.port,
            username=self.user,
            password=self.password,
            use_tls=self.tls == "tls",
            start_tls=self.tls == "starttls",
            timeout=ANSWER_SECONDS,
            # Looked up in the DNS otherwise, in the middle of the event loop.
            local_hostname=self.messages.domain,
        )
        try:
            await client.connect()
        except (aiosmtplib.SMTPException, OSError) as error:
            client.close()
            raise NotNow(f"{type(error).__name__}: {error}") from error
        return client


async def _hand_over(client: aiosmtplib.SMTP, message: EmailMessage) -> None:
    try:
        await client.send_message(message)
    except aiosmtplib.SMTPRecipientsRefused as error:
        _refuse(error.recipients[0])
    except aiosmtplib.SMTPDataError as error:
        _refuse(error)
    except aiosmtplib.SMTPResponseException as error:
        # Of the sender or of the session: nothing that the address is to blame for.
        raise NotNow(f"{error.code} {error.message}") from error


def _refuse(error: aiosmtplib.SMTPResponseException) -> None:
    said = f"{error.code} {' '.join(error.message.split())}"
    raise (MailRefused if error.code >= PERMANENT else NotNow)(said) from error
