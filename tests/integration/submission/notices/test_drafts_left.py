"""Whoever has drafts is reminded of them once, before the paper programme of their region is edited."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from services.submission.drafts.remind import set_reminders
from services.submission.drafts.save import save_draft
from services.submission.editions.weigh import weigh
from shared.editions.rules import region_of
from tests.integration.submission.notices.conftest import Mailing
from tests.support.edition import EDITION, know_editions
from tests.support.submission import organiser

BEFORE = datetime(2026, 9, 1, tzinfo=UTC)


async def draft(mailing: Mailing, account_id: UUID | str, title: str, **fields: Any) -> None:
    said: dict[str, Any] = {"edition": 2026, "region_code": "53", **fields}
    async with mailing.database.transaction() as tx:
        caller = organiser(str(account_id))
        token = f"a-draft-of-this-test-{title}"
        await save_draft(tx, token, {"title": title}, caller=caller, seen_version=0, now=BEFORE, **said)


async def remind(mailing: Mailing, *, now: datetime = BEFORE) -> None:
    async with mailing.database.transaction() as tx:
        await set_reminders(tx, now=now)
    await mailing.run()


async def test_each_person_has_one_mail_that_names_their_drafts_of_the_region(mailing: Mailing) -> None:
    await know_editions(mailing.database, EDITION)
    claire = await mailing.account()
    await draft(mailing, claire, "Atelier")
    await draft(mailing, claire, "Fête")
    await draft(mailing, claire, "En ligne", region_code=None)
    await draft(mailing, claire, "L’an dernier", edition=2025)
    await draft(mailing, "a-program", "D’un programme")
    await remind(mailing)
    bretagne = region_of(EDITION, "53")
    assert bretagne
    assert bretagne.cut_off
    moved = replace(bretagne, cut_off=bretagne.cut_off + timedelta(days=2))
    await know_editions(mailing.database, replace(EDITION, version=2, regions=(moved,)))
    await remind(mailing)

    [mail] = mailing.server.mails
    text = mail.part("plain")
    assert "2 brouillons à envoyer" in mail.subject
    assert ("Atelier" in text, "Fête" in text, "En ligne" in text, "L’an dernier" in text) == (True, True, False, False)
    assert "samedi\u00a012 septembre 2026 à 18\u00a0h" in text
    assert "/mes-manifestations" in text


async def test_whoever_moves_a_cut_off_is_told_how_many_people_know_the_former(mailing: Mailing) -> None:
    await know_editions(mailing.database, EDITION)
    for title in ("Atelier", "Bal"):
        await draft(mailing, await mailing.account(f"{title}@exemple.fr"), title)
    await draft(mailing, await mailing.account(), "Ailleurs", region_code="28")
    await remind(mailing)
    bretagne = region_of(EDITION, "53")
    assert bretagne
    assert bretagne.cut_off
    moved = replace(bretagne, cut_off=bretagne.cut_off + timedelta(days=2))
    async with mailing.database.transaction(readonly=True) as tx:
        said = await weigh(tx, EDITION, replace(EDITION, regions=(moved,)))

    assert any("2\u00a0personnes ont déjà reçu le rappel" in sentence for sentence in said)


async def test_after_the_cut_off_nobody_is_reminded(mailing: Mailing) -> None:
    await know_editions(mailing.database, EDITION)
    await draft(mailing, await mailing.account(), "Atelier")
    async with mailing.database.transaction() as tx:
        await set_reminders(tx, now=BEFORE)
    await remind(mailing, now=datetime(2026, 10, 1, tzinfo=UTC))

    assert [] == mailing.server.mails


async def test_the_reminder_is_due_three_days_before_and_moves_with_the_cut_off(mailing: Mailing) -> None:
    await know_editions(mailing.database, EDITION)
    async with mailing.database.transaction() as tx:
        await set_reminders(tx, now=BEFORE)
        due = await tx.fetchval("SELECT due_at FROM jobs WHERE key = '2026-53'")

    assert datetime(2026, 9, 9, 16, tzinfo=UTC) == due
