"""What another service asks for is mailed once, to the account that it names."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from services.submission.consumer import on_notice
from services.submission.notices.rules.noticed import letter_of
from shared.contracts.notices import NOTICES, Notice
from shared.kafka.records import read
from tests.integration.submission.notices.conftest import Mailing
from tests.support.builders import record_of

STREAM = NOTICES["eligibility"]
NOTICE = Notice(
    notice_id=uuid4(),
    account_id=uuid4(),
    kind="changes_requested",
    subject="Une précision est demandée",
    sentences=("La CRESS Bretagne a besoin d’une précision.",),
    points=("Qui peut entrer ?",),
    link="https://ess.example/x",
    link_label="Répondre",
    told_at=datetime(2026, 10, 20, tzinfo=UTC),
)


async def hear(mailing: Mailing, notice: Notice) -> None:
    """Hear a notice and send what it asks for."""
    async with mailing.database.transaction() as tx:
        await on_notice(tx, [read(STREAM, record_of(STREAM, notice))])
    await mailing.run()


async def test_a_notice_is_mailed_once_however_often_it_is_heard(mailing: Mailing) -> None:
    notice = replace(NOTICE, account_id=await mailing.account())
    await hear(mailing, notice)
    await hear(mailing, notice)

    [mail] = mailing.server.mails
    assert ("claire@ressourcerie.example", notice.subject) == (mail.to, mail.subject)
    assert "- Qui peut entrer ?" in mail.part("plain")
    assert "changes_requested" == (await mailing.mail())["kind"]


async def test_a_notice_to_nobody_is_ended_and_seen(mailing: Mailing) -> None:
    await hear(mailing, NOTICE)

    assert "no_address" == (await mailing.mail())["state"]


@pytest.mark.parametrize(
    "fault",
    [
        {"subject": "Un\nBcc: tout@le.monde"},
        {"subject": " "},
        {"sentences": ()},
        {"link": "javascript:alert(1)"},
        {"link_label": None},
    ],
)
def test_what_would_be_no_mail_is_a_fault_of_its_record(fault: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="a "):
        letter_of(replace(NOTICE, **fault))  # type: ignore[arg-type]
