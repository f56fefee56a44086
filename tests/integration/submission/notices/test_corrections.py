"""Faults that a chamber corrects become a version that names it, and a mail to the organiser, each once."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

from services.submission.consumer import corrections
from services.submission.manifestations.history import history_of
from services.submission.manifestations.rules.manifestation import Manifestation
from services.submission.manifestations.store.manifestations import find_manifestation
from services.submission.manifestations.withdraw import withdraw
from services.submission.organiser_space.views.history import history_lines
from shared.contracts.eligibility import CORRECTIONS, CorrectedText, CorrectionAsked
from shared.kafka.records import read
from tests.integration.submission.manifestations.test_store import accepted
from tests.integration.submission.notices.conftest import Mailing
from tests.support.builders import record_of
from tests.support.edition import EDITION
from tests.support.submission import organiser

PAGE = "https://ess.example/inscription"
MODERATOR = str(uuid4())
NOW = datetime(2026, 9, 20, tzinfo=UTC)


def asked(manifestation: Manifestation, title: str, before: str | None = None) -> CorrectionAsked:
    text = CorrectedText(field="title", before=before or manifestation.content.title, after=title)
    return CorrectionAsked(
        correction_id=uuid4(),
        manifestation_id=manifestation.id,
        account_id=MODERATOR,
        by="chamber",
        texts=(text,),
        asked_at=NOW,
    )


async def hear(mailing: Mailing, *corrections_asked: CorrectionAsked) -> None:
    subscription = corrections(lambda manifestation_id: f"{PAGE}/{manifestation_id}")
    received = [read(CORRECTIONS, record_of(CORRECTIONS, each)) for each in corrections_asked]
    async with mailing.database.transaction() as tx:
        await subscription.handle(tx, received)


async def present(mailing: Mailing, manifestation_id: UUID) -> Manifestation:
    async with mailing.database.transaction(readonly=True) as tx:
        found = await find_manifestation(tx, manifestation_id)
    assert found
    return found


async def test_a_correction_is_a_version_that_names_the_chamber_and_one_mail(mailing: Mailing) -> None:
    perrine = await mailing.account()
    registered = await accepted(mailing.database, owner=str(perrine))
    await mailing.run()
    correction = asked(registered, "Portes ouvertes à la ressourcerie")
    await hear(mailing, correction)
    await hear(mailing, correction)
    async with mailing.database.transaction(readonly=True) as tx:
        past = await history_of(tx, registered.id)
    lines = history_lines(EDITION, past, {MODERATOR: "Anne"}, chamber_region="53", own=str(perrine))
    await mailing.run()
    [mail, _receipt] = mailing.server.mails

    assert [line.by for line in lines] == ["par Anne (CRESS Bretagne) pour vous", "par vous"]
    assert [each.here for each in lines[0].differences] == ["Portes ouvertes à la ressourcerie"]
    assert (await present(mailing, registered.id)).version == 2
    assert "des fautes sont corrigées" in mail.subject.replace("\u00a0", " ")
    assert "Portes ouvertes à la ressourcerie" in mail.part("plain")
    assert f"{PAGE}/{registered.id}/historique" in mail.part("plain")


async def test_what_the_organiser_has_written_since_stays(mailing: Mailing) -> None:
    registered = await accepted(mailing.database)
    await hear(mailing, asked(registered, "Corrigé", before="Un titre d’avant"))

    assert await present(mailing, registered.id) == registered


async def test_what_is_withdrawn_is_not_corrected(mailing: Mailing) -> None:
    registered = await accepted(mailing.database)
    async with mailing.database.transaction() as tx:
        await withdraw(tx, registered, caller=organiser(registered.owner_id), expected_version=1, now=NOW)
    await hear(mailing, asked(registered, "Corrigé"))

    assert ("withdrawn", 2) == ((now := await present(mailing, registered.id)).state, now.version)
