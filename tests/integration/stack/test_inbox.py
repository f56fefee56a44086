"""The local inbox takes every mail, sends none on, and has a page to read them that runs nothing of what it shows."""

from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import aiosmtplib
import httpx
import pytest

from deploy.local import inbox_server, ports, processes
from deploy.local.inbox.mailbox import KEPT, Mailbox
from deploy.local.inbox_server import Inbox


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Inbox]:
    folder = tmp_path_factory.mktemp("inbox")
    with ports.reserved() as reservation:
        inbox = inbox_server.prepare(reservation, port=None, before=None)
        process = inbox_server.start(inbox, folder=folder)
        inbox_server.wait_until_ready(inbox, process, folder=folder)
    yield inbox
    processes.stop(process)


def a_mail() -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Mois de l’ESS <ne-pas-repondre@mois-ess.example>"
    message["To"] = "claire@ressourcerie.example"
    message["Subject"] = "Un <lien> à suivre"
    message.set_content("Cliquez :\nhttps://ess.example/x?a=1&b=2\n<script>alert(1)</script>")
    message.add_alternative("<p>Bonjour <b>Claire</b></p>", subtype="html")
    return message


async def test_what_is_sent_is_read_on_a_page_and_its_links_can_be_followed(inbox: Inbox) -> None:
    async with httpx.AsyncClient(base_url=inbox.url) as client:
        assert "Aucun courriel" in (await client.get("/")).text

        await aiosmtplib.send(a_mail(), hostname=ports.HOST, port=inbox.smtp_port, start_tls=False)

        page = (await client.get("/")).text
        assert "Un &lt;lien&gt; à suivre" in page
        assert "claire@ressourcerie.example" in page
        [address] = [piece.split('"')[0] for piece in page.split('href="')[1:] if piece.startswith("/mails/")]
        mail = await client.get(address)
        assert '<a href="https://ess.example/x?a=1&amp;b=2">' in mail.text
        assert "<script>" not in mail.text
        html = await client.get(f"{address}/html")
        assert "<b>Claire</b>" in html.text
        for answer in (mail, html):
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/mails/..%2fstack", "/mails/20260101T000000000000-1", "/other", "/mails/"])
async def test_nothing_but_mails_is_shown(path: str, inbox: Inbox) -> None:
    async with httpx.AsyncClient(base_url=inbox.url) as client:
        assert 404 == (await client.get(path)).status_code


def test_the_oldest_mail_goes_where_there_are_too_many(tmp_path: Path) -> None:
    mailbox = Mailbox(tmp_path)
    names = [mailbox.keep(b"Subject: one\r\n\r\n", to="a@b.example") for _ in range(KEPT + 2)]

    assert names[2:] == sorted(mail.name for mail in mailbox.newest())
