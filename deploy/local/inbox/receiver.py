"""A mail server that takes every mail and sends none on."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiosmtpd.smtp import SMTP, Envelope, Session

from deploy.local.inbox.mailbox import Mailbox
from deploy.local.ports import HOST

TAKEN = "250 OK"


class Receiver:
    """What the server does with a mail: it is kept, once for everybody it is for."""

    def __init__(self, mailbox: Mailbox) -> None:
        """Take where mails are kept."""
        self._mailbox = mailbox

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  its name there
        """Keep what was sent."""
        content = envelope.original_content or b""
        for recipient in envelope.rcpt_tos:
            self._mailbox.keep(content, to=recipient)
        return TAKEN


@asynccontextmanager
async def receiving(receiver: object, *, port: int = 0) -> AsyncIterator[int]:
    """Receive mails on the loopback interface meanwhile; gives the port, 0 takes a free one."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(receiver, hostname="inbox.localhost", enable_SMTPUTF8=True, loop=loop), HOST, port
    )
    try:
        yield int(server.sockets[0].getsockname()[1])
    finally:
        server.close()
        await server.wait_closed()
