"""A mail for each cause, once, whatever the mail server says; against a real one."""

from datetime import timedelta

import pytest

from tests.faults.proxy import Proxy
from tests.integration.submission.notices.conftest import ADDRESS, Mailing
from tests.support.command import moisess

END_OF_DATA = b"\r\n.\r\n"


async def test_a_cause_has_one_mail_in_text_and_html_and_nothing_of_it_is_kept_once_it_is_sent(
    mailing: Mailing,
) -> None:
    asked = [await mailing.post(await mailing.account()), await mailing.post("somebody@else.example")]
    await mailing.run(times=2)

    [mail] = mailing.server.mails
    row = await mailing.mail()
    assert [True, False] == asked
    assert (ADDRESS, "« L’été » & <la suite>") == (mail.to, mail.subject)
    assert "Un <b>mot</b> & un autre." in mail.part("plain")
    assert "https://ess.example/x?a=1&b=2" in mail.part("plain")
    assert "Un &lt;b&gt;mot&lt;/b&gt; &amp; un autre." in mail.part("html")
    assert f"<{row['mail_id']}@mois-ess.example>" == mail.message["Message-ID"]
    assert "auto-generated" == mail.message["Auto-Submitted"]
    assert ("sent", None, None) == (row["state"], row["letter"], row["email"])
    assert "done" == await mailing.job_state()


async def test_an_address_that_is_refused_for_good_is_marked_and_cleared_by_the_next_mail_that_it_takes(
    mailing: Mailing,
) -> None:
    account_id = await mailing.account()
    mailing.server.receiver.to_recipient.append(f"550 5.1.1 <{ADDRESS}>: unknown here")
    await mailing.post(account_id)
    await mailing.run(times=2)

    assert [] == mailing.server.mails
    row = await mailing.mail()
    assert ("bounced", None) == (row["state"], row["letter"])
    assert ADDRESS not in row["reply"]
    async with mailing.database.transaction() as tx:
        [account] = await tx.fetch("SELECT email_bounced_at, email_bounce FROM accounts")
    assert account["email_bounced_at"]
    assert account["email_bounce"].startswith("550 5.1.1")

    await mailing.post(account_id, cause="test/2")
    await mailing.run()
    async with mailing.database.transaction() as tx:
        assert await tx.fetchval("SELECT email_bounced_at IS NULL FROM accounts")


@pytest.mark.parametrize("at", ["to_recipient", "to_data"])
async def test_a_mail_that_is_not_taken_now_is_sent_later(at: str, mailing: Mailing) -> None:
    getattr(mailing.server.receiver, at).append("451 4.7.1 greylisted, come back")
    await mailing.post()
    await mailing.run()
    assert ("waiting", "waiting") == ((await mailing.mail())["state"], await mailing.job_state())

    await mailing.run()

    assert 1 == len(mailing.server.mails)
    assert "sent" == (await mailing.mail())["state"]


async def test_a_mail_that_is_refused_for_what_it_says_is_not_sent_again(mailing: Mailing) -> None:
    mailing.server.receiver.to_data.append("554 5.7.1 no")
    await mailing.post()
    await mailing.run(times=2)

    assert ("bounced", []) == ((await mailing.mail())["state"], mailing.server.mails)


@pytest.mark.parametrize(("delivered", "mails"), [(False, 1), (True, 2)])
async def test_a_connection_that_breaks_within_the_mail_costs_at_most_a_second_one_of_the_same_message_id(
    mailing: Mailing, *, delivered: bool, mails: int
) -> None:
    link = Proxy(mailing.server.port)
    await link.start()
    link.cut_at, link.cut_delivers = END_OF_DATA, delivered
    await mailing.post()
    await mailing.run(port=link.port)
    assert ("sending", "waiting") == ((await mailing.mail())["state"], await mailing.job_state())

    await mailing.run(port=link.port)
    await link.stop()

    assert [mails, 1] == [len(mailing.server.mails), len({mail.message["Message-ID"] for mail in mailing.server.mails})]
    assert "sent" == (await mailing.mail())["state"]


async def test_a_mail_server_that_is_away_loses_no_mail(mailing: Mailing) -> None:
    await mailing.post()
    await mailing.run(port=9, times=2)
    assert ("waiting", "waiting") == ((await mailing.mail())["state"], await mailing.job_state())

    await mailing.run()

    assert 1 == len(mailing.server.mails)


async def test_what_is_too_old_and_what_has_no_address_is_not_sent(mailing: Mailing) -> None:
    await mailing.post(good_for=timedelta(minutes=20))
    await mailing.execute("UPDATE mails SET good_until = now() - interval '1 second'")
    await mailing.run()
    assert "expired" == (await mailing.mail())["state"]

    await mailing.execute("DELETE FROM mails")
    await mailing.post(await mailing.account(None))
    await mailing.run()

    assert ("no_address", []) == ((await mailing.mail())["state"], mailing.server.mails)


async def test_an_address_that_no_header_can_hold_is_refused_and_writes_no_header(mailing: Mailing) -> None:
    await mailing.post("claire@ressourcerie.example\r\nBcc: everybody@else.example")
    await mailing.run()

    assert ("bounced", []) == ((await mailing.mail())["state"], mailing.server.mails)


async def test_whoever_looks_after_jobs_sees_no_address(mailing: Mailing) -> None:
    mailing.server.receiver.to_recipient.append(f"451 {ADDRESS} is busy")
    await mailing.post()
    await mailing.run()

    listed = await moisess(
        "jobs", "list", "--service", "submission", "--json", environment={"SUBMISSION_DATABASE_URL": mailing.url}
    )

    assert "send_mail" in listed.output
    assert "is busy" in listed.output
    assert "@" not in listed.output
