"""A real mail server on this machine, which refuses what a test tells it to, and what it took."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

from deploy.local.inbox.mailbox import Kept, Mailbox
from deploy.local.inbox.receiver import TAKEN, Receiver, receiving


@dataclass(slots=True)
class FaultyReceiver(Receiver):
    """Takes mails, but for the answers that it is told to give instead; each is given once."""

    mailbox: Mailbox
    to_recipient: list[str] = field(default_factory=list)
    to_data: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        Receiver.__init__(self, self.mailbox)

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.to_recipient:
            return self.to_recipient.pop(0)
        envelope.rcpt_tos.append(address)
        return TAKEN

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.to_data:
            return self.to_data.pop(0)
        return await Receiver.handle_DATA(self, server, session, envelope)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServerOfTests:
    """Where it is, and what it does."""

    port: int
    receiver: FaultyReceiver

    @property
    def mails(self) -> list[Kept]:
        """What it took, the last one first."""
        return list(self.receiver.mailbox.newest())


@asynccontextmanager
async def mail_server_in(folder: Path) -> AsyncIterator[MailServerOfTests]:
    """Receive mails into a folder."""
    receiver = FaultyReceiver(Mailbox(folder))
    async with receiving(receiver) as port:
        yield MailServerOfTests(port=port, receiver=receiver)
