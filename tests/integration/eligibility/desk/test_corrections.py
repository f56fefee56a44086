"""A chamber accepts and corrects faults: it asks submission for the version, and accepts it as it comes."""

from dataclasses import replace
from uuid import UUID

from services.eligibility.audit.store import list_latest
from shared.contracts.eligibility import CORRECTIONS, CorrectionAsked
from shared.postgres.database import Database
from tests.integration.eligibility.desk.working import Moderator, tell
from tests.integration.eligibility.support import assess_all, changed, history, rows, told_decisions
from tests.support.builders import CONTENT, content
from tests.support.people import holder

FAULTY = content(title="Porte ouvertes de la ressourcerie")


async def asked(database: Database) -> list[CorrectionAsked]:
    found = await rows(database, "SELECT payload FROM outbox WHERE topic = $1 ORDER BY id", CORRECTIONS.topic)
    return [CORRECTIONS.decode(row["payload"]) for row in found]


async def test_corrections_are_asked_for_once_and_what_comes_of_them_is_public_at_once(
    moderator: Moderator, database: Database, database_url: str
) -> None:
    await assess_all(database, changed(1, content=FAULTY))
    page = await moderator.open(1)
    await moderator.decide(1, "correct", title=CONTENT.title, description=FAULTY.description)
    await tell(database, database_url)
    await tell(database, database_url)
    [correction] = await asked(database)
    await assess_all(database, changed(1, 2, content=CONTENT))
    await assess_all(database, changed(1, 3, content=replace(CONTENT, description="Tout autre chose, jamais lu ici.")))
    _, accepted, corrected, rewritten = await told_decisions(database)
    async with database.transaction(readonly=True) as tx:
        [line, *_] = await list_latest(tx, regions=None, before=None, limit=5)

    assert FAULTY.title in page.text
    assert [(each.field, each.before, each.after) for each in correction.texts] == [
        ("title", FAULTY.title, CONTENT.title)
    ]
    who = (await holder(database, moderator.key["Authorization"].split()[1])).account_id
    assert (str(who), "chamber") == (correction.account_id, correction.by)
    assert ("corrected", "Titre : « Porte » devient « Portes »") == (line.action.act, line.action.why)
    assert ("eligible", "eligible") == (accepted.verdict, corrected.verdict)
    for decided in (corrected, rewritten):
        assert decided.published
        assert decided.published.content == CONTENT
    assert [verdict for _, _, verdict, _ in await history(database, 1)][-1] == "to_review"


async def test_a_text_without_room_or_sense_is_shown_again_and_nothing_is_decided(
    moderator: Moderator, database: Database
) -> None:
    await assess_all(database, changed(1, content=FAULTY))
    answer = await moderator.decide(1, "correct", title="Po", print_text="x" * 5000)

    assert answer.status_code == 422
    assert "Titre" in answer.text
    assert await rows(database, "SELECT FROM desk_rulings") == []


async def test_faults_are_not_corrected_in_several_dossiers_at_one_go(moderator: Moderator, database: Database) -> None:
    await assess_all(database, changed(1, content=FAULTY), changed(2))
    body = {"act": "correct", "correct.title": "Le même titre", "_d": f"{UUID(int=1)}:1", "_confirmed": "1"}
    answer = await moderator.client.post("/bureau/ensemble", data=body, headers=moderator.key)

    assert answer.status_code == 422
    assert "dossier par dossier" in answer.text
