"""Reminders are declined by the link of the mail, without signing in; what somebody waits for cannot be."""

from collections.abc import AsyncIterator
from uuid import UUID

import pytest
from litestar.testing import AsyncTestClient

from services.submission.app import create_app
from services.submission.notices.post import post
from services.submission.settings import Settings
from tests.integration.submission.notices.conftest import LETTER, Mailing
from tests.support.service import Client, without_broker

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
async def client(mailing: Mailing) -> AsyncIterator[Client]:
    """Give somebody who is not signed in."""
    async with AsyncTestClient(create_app(without_broker(Settings, mailing.url), "api")) as client:
        yield client


async def sent(mailing: Mailing, account_id: UUID, *, kind: str = "status_ends", number: int = 1) -> int:
    """Ask for a mail, send it, and return how many have arrived in all."""
    async with mailing.database.transaction() as tx:
        await post(tx, LETTER, to=account_id, kind=kind, cause=f"{kind}/{account_id}/{number}")
    await mailing.run()
    return len(mailing.server.mails)


def declined_at(mailing: Mailing) -> str:
    """Return the path of the link of the last mail."""
    link = str(mailing.server.mails[0].message["List-Unsubscribe"]).strip("<>")
    assert link in mailing.server.mails[0].part("plain")
    return link.partition("8001")[2]


async def test_one_click_of_a_mail_program_ends_reminders_and_nothing_else(mailing: Mailing, client: Client) -> None:
    account_id = await mailing.account()
    assert 1 == await sent(mailing, account_id)
    assert "List-Unsubscribe=One-Click" == mailing.server.mails[0].message["List-Unsubscribe-Post"]

    answer = await client.post(declined_at(mailing), data=ONE_CLICK)

    assert 200 == answer.status_code
    assert 1 == await sent(mailing, account_id, number=2)
    assert 2 == await sent(mailing, account_id, kind="decided")
    assert mailing.server.mails[0].message["List-Unsubscribe"] is None


async def test_opening_the_link_changes_nothing_and_the_page_takes_it_back(mailing: Mailing, client: Client) -> None:
    account_id = await mailing.account()
    await sent(mailing, account_id)
    link = declined_at(mailing)

    shown = await client.get(link)
    assert "Ne plus recevoir de rappels" in shown.text
    assert 2 == await sent(mailing, account_id, number=2)

    await client.post(link, data={"rappels": "non"})
    again = await client.post(link, data={"rappels": "oui"})
    assert "Vous recevrez les rappels" in again.text
    assert 3 == await sent(mailing, account_id, number=3)


@pytest.mark.parametrize("token", ["", "x", "00000000-0000-0000-0000-000000000000"])
async def test_a_link_that_nobody_was_sent_says_so(client: Client, token: str) -> None:
    for answer in (
        await client.get(f"/courriels/rappels?jeton={token}"),
        await client.post(f"/courriels/rappels?jeton={token}", data=ONE_CLICK),
    ):
        assert 404 == answer.status_code
