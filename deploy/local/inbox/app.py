"""The local inbox: a mail server, and a page to read what it took."""

import asyncio
import os
import re
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from deploy.local.inbox.mailbox import Mailbox
from deploy.local.inbox.receiver import Receiver, receiving

Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]

FOLDER = "MOISESS_INBOX_FOLDER"
SMTP_PORT = "MOISESS_INBOX_SMTP_PORT"
LINKS = re.compile(r"(https?://[^\s<>]+)")
POLICY = b"default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'none'"
"""Of what somebody mailed: nothing is run and nothing is fetched."""

pages = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, undefined=StrictUndefined
)


def create_app() -> Callable[[Mapping[str, Any], Receive, Send], Awaitable[None]]:
    """Return the ASGI application; it receives mails for as long as it runs."""
    mailbox = Mailbox(Path(os.environ[FOLDER]))

    async def application(scope: Mapping[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _lifespan(mailbox, receive, send)
        else:
            page = await asyncio.to_thread(_page, mailbox, str(scope["path"]))
            await _answer(send, 404 if page is None else 200, page or "Introuvable.")

    return application


def _page(mailbox: Mailbox, path: str) -> str | None:
    if path == "/":
        return pages.get_template("boite.html").render(mails=list(mailbox.newest()))
    name, _, rest = path.removeprefix("/mails/").partition("/")
    mail = mailbox.find(name) if path.startswith("/mails/") else None
    if mail is None or rest not in {"", "html"}:
        return None
    if rest:
        return mail.part("html")
    # Every second piece is an address.
    return pages.get_template("courriel.html").render(mail=mail, pieces=LINKS.split(mail.part("plain")))


async def _answer(send: Send, status: int, page: str) -> None:
    headers = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-security-policy", POLICY),
        (b"cache-control", b"no-store"),
        (b"referrer-policy", b"no-referrer"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": page.encode()})


async def _lifespan(mailbox: Mailbox, receive: Receive, send: Send) -> None:
    await receive()
    async with receiving(Receiver(mailbox), port=int(os.environ[SMTP_PORT])):
        await send({"type": "lifespan.startup.complete"})
        await receive()
    await send({"type": "lifespan.shutdown.complete"})
