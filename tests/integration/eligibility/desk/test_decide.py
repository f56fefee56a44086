"""Decisions at a desk: held for ten seconds, told once, undone in time, and never over somebody else's."""

from datetime import timedelta
from uuid import UUID, uuid4

from services.eligibility.audit.store import list_latest
from shared.contracts.edition import Ground
from shared.contracts.notices import NOTICES
from shared.contracts.submission import HeldRole
from shared.postgres.database import Database
from tests.integration.eligibility.desk.working import Moderator, tell
from tests.integration.eligibility.support import assess_all, changed, history, rows, told_decisions
from tests.support.builders import content
from tests.support.edition import edition, know_editions
from tests.support.people import change, holder

REFUSAL = "Après échange, le sujet ne relève pas de l’ESS."


async def acts(database: Database) -> list[str]:
    async with database.transaction(readonly=True) as tx:
        return [line.action.act for line in reversed(await list_latest(tx, regions=None, before=None, limit=50))]


async def test_a_decision_is_told_once_and_after_ten_seconds(
    moderator: Moderator, database: Database, database_url: str
) -> None:
    await assess_all(database, changed(1))
    decided = await moderator.decide(1, "accept", recognise="true")
    early = await tell(database, database_url, later=timedelta())
    before = await history(database, 1)
    await tell(database, database_url)
    await tell(database, database_url)

    assert decided.status_code == 303
    assert early == 0
    assert [verdict for _, _, verdict, _ in before] == ["to_review"]
    assert [verdict for _, _, verdict, _ in await history(database, 1)] == ["to_review", "eligible"]
    assert [each.verdict for each in await told_decisions(database)] == ["to_review", "eligible"]
    assert await acts(database) == ["accepted"]


async def test_what_is_undone_in_time_was_never_told(
    moderator: Moderator, database: Database, database_url: str
) -> None:
    await assess_all(database, changed(1))
    decided = await moderator.decide(1, "refuse", message=REFUSAL)
    hidden = await moderator.client.get("/bureau", headers=moderator.key)
    undone = await moderator.undo(decided)
    await tell(database, database_url)
    shown = await moderator.client.get(undone.headers["location"], headers=moderator.key)
    again = await moderator.undo(decided)

    assert "0\u00a0dossier" in hidden.text
    assert "Annulée : rien n’a été annoncé" in shown.text.replace("\u00a0", " ")
    assert again.status_code == 409
    assert len(await history(database, 1)) == 1
    assert await acts(database) == ["undone"]


async def test_nobody_undoes_what_somebody_else_decided(
    moderator: Moderator, colleague: Moderator, database: Database
) -> None:
    await assess_all(database, changed(1))
    decided = await moderator.decide(1, "accept")

    assert (await colleague.undo(decided)).status_code == 404


async def test_who_decides_second_is_shown_both_decisions(
    moderator: Moderator, colleague: Moderator, database: Database, database_url: str
) -> None:
    await assess_all(database, changed(1))
    await moderator.decide(1, "accept", message="Bienvenue au programme.")
    at_once = await colleague.decide(1, "refuse", message=REFUSAL)
    await tell(database, database_url)
    later = await colleague.decide(1, "refuse", message=REFUSAL)

    for answer, status in ((at_once, 409), (later, 412)):
        assert answer.status_code == status
        assert "Bienvenue au programme." in answer.text
        assert REFUSAL in answer.text
    assert [verdict for _, _, verdict, _ in await history(database, 1)] == ["to_review", "eligible"]


async def test_what_the_organiser_changed_within_the_ten_seconds_is_read_again(
    moderator: Moderator, database: Database, database_url: str
) -> None:
    await assess_all(database, changed(1))
    decided = await moderator.decide(1, "accept")
    await assess_all(database, changed(1, 2, content=content(title="Tout autre chose")))
    await tell(database, database_url)
    told = await moderator.client.get(decided.headers["location"], headers=moderator.key)
    queue = await moderator.client.get("/bureau", headers=moderator.key)

    assert [verdict for _, _, verdict, _ in await history(database, 1)] == ["to_review", "to_review"]
    assert "Pas enregistrée" in told.text
    assert "Tout autre chose" in queue.text
    assert await acts(database) == ["not_carried_out"]


async def test_whoever_lost_the_role_within_the_ten_seconds_decided_nothing(
    moderator: Moderator, database: Database, database_url: str
) -> None:
    await assess_all(database, changed(1))
    await moderator.decide(1, "accept")
    person = await holder(database, moderator.key["Authorization"].split()[1])
    await change(database, person, roles=(HeldRole(role="moderator", region_code="28"),))
    await tell(database, database_url)

    assert len(await history(database, 1)) == 1


async def test_a_refusal_names_its_grounds_and_needs_a_sentence(
    moderator: Moderator, database: Database, database_url: str
) -> None:
    await assess_all(database, changed(1))
    silent = await moderator.decide(1, "refuse", grounds="subject")
    await moderator.decide(1, "refuse", grounds="subject", message=REFUSAL)
    await tell(database, database_url)
    [*_, told] = await told_decisions(database)

    assert silent.status_code == 422
    assert "Phrase pour l’organisateur" in silent.text
    assert told.verdict == "refused"
    assert told.reasons[-1].facts["motifs"] == "subject"
    assert told.reasons[-1].message.endswith(REFUSAL)


async def test_grounds_are_those_of_the_edition(moderator: Moderator, database: Database, database_url: str) -> None:
    sentence = "La manifestation se tient hors de la région."
    elsewhere = Ground(slug="elsewhere", label="Hors région", sentence=sentence)
    await know_editions(database, edition(version=edition().version + 1, refusal_grounds=(elsewhere,)))
    await assess_all(database, changed(1))
    page = await moderator.open(1)
    unknown = await moderator.decide(1, "refuse", grounds="subject", message=REFUSAL)
    await moderator.decide(1, "refuse", grounds="elsewhere", message=REFUSAL)
    await tell(database, database_url)
    figures = await moderator.client.get("/bureau/chiffres", headers=moderator.key)
    [*_, told] = await told_decisions(database)

    assert sentence in page.text
    assert "n’a pas lieu pendant le Mois" not in page.text
    assert unknown.status_code == 422
    assert "«\u00a0subject\u00a0» n’est pas un motif de refus de cette édition" in unknown.text
    assert told.reasons[-1].message == f"{sentence} {REFUSAL}"
    assert "Hors région" in figures.text


async def test_an_acceptance_may_say_what_the_structure_is_and_leave_the_account_unrecognised(
    moderator: Moderator, database: Database, database_url: str
) -> None:
    await assess_all(database, changed(1, owner=str(uuid4())))
    fields = {"status.proof": "scop", "status.family": "cooperative", "status.valid_until": "2030-12-31"}
    await moderator.decide(1, "accept", fields)
    await tell(database, database_url)
    [*_, told] = await told_decisions(database)

    assert told.reasons[-1].facts["famille"] == "cooperative"
    assert told.reasons[-1].facts["au"] == "2030-12-31"
    assert [] == await rows(database, "SELECT FROM ties WHERE structure_id IS NOT NULL")


async def test_changes_are_asked_for_by_mail_and_the_amendment_comes_back_into_the_queue(
    moderator: Moderator, database: Database, database_url: str
) -> None:
    owner = uuid4()
    await assess_all(database, changed(1, owner=str(owner)))
    await moderator.decide(1, "ask", {"fields.title": "Dites ce que l’on visite."})
    await tell(database, database_url)
    [row] = await rows(database, "SELECT payload FROM outbox WHERE topic = $1", NOTICES["eligibility"].topic)
    notice = NOTICES["eligibility"].decode(row["payload"])
    asked = await moderator.client.get("/bureau?etat=organisateur", headers=moderator.key)
    emptied = await moderator.client.get("/bureau", headers=moderator.key)
    await assess_all(database, changed(1, 2, owner=str(owner), content=content(title="Visite des ateliers")))
    back = await moderator.client.get("/bureau", headers=moderator.key)

    assert notice.account_id == owner
    assert notice.points == ("Titre : Dites ce que l’on visite.",)
    assert f"/inscription/{UUID(int=1)}" in (notice.link or "")
    assert str(UUID(int=1)) in asked.text
    assert str(UUID(int=1)) not in emptied.text
    assert "Visite des ateliers" in back.text
    assert len(await history(database, 1)) == 3


async def test_nothing_asked_is_no_demand(moderator: Moderator, database: Database) -> None:
    await assess_all(database, changed(1))
    answer = await moderator.decide(1, "ask")

    assert answer.status_code == 422
    assert "Rien n’est demandé" in answer.text.replace("\u00a0", " ")


async def test_a_decision_leads_to_the_next_dossier_of_the_same_queue(moderator: Moderator, database: Database) -> None:
    for number in (1, 2, 3):
        await assess_all(database, changed(number))
    second = await moderator.decide(2, "accept", query="?nouveaute=new")
    third = await moderator.decide(3, "accept", query="?nouveaute=new")
    first = await moderator.decide(1, "accept", query="?nouveaute=new")

    assert f"/bureau/dossiers/{UUID(int=3)}?nouveaute=new" in second.headers["location"]
    assert f"/bureau/dossiers/{UUID(int=1)}?" in third.headers["location"]
    assert first.headers["location"].startswith("/bureau?nouveaute=new")


async def test_what_is_put_on_hold_waits_under_its_own_tab_until_it_is_put_back_or_amended(
    moderator: Moderator, database: Database
) -> None:
    await assess_all(database, changed(1), changed(2))
    await moderator.step(1, "hold")
    await moderator.step(2, "hold")
    await moderator.step(2, "put_back")
    held = await moderator.client.get("/bureau?etat=attente", headers=moderator.key)
    waiting = await moderator.client.get("/bureau", headers=moderator.key)

    assert str(UUID(int=1)) in held.text
    assert str(UUID(int=2)) in waiting.text
    assert str(UUID(int=1)) not in waiting.text
    assert await acts(database) == ["held", "held", "put_back"]


async def test_who_takes_a_dossier_on_finds_it_by_the_filter(moderator: Moderator, database: Database) -> None:
    await assess_all(database, changed(1), changed(2))
    await moderator.step(1, "take_on")
    mine = await moderator.client.get("/bureau?assigne=me", headers=moderator.key)

    assert str(UUID(int=1)) in mine.text
    assert str(UUID(int=2)) not in mine.text


async def test_another_chamber_decides_nothing_here(neighbour: Moderator, database: Database) -> None:
    await assess_all(database, changed(1))

    assert (await neighbour.open(1)).status_code == 403
    assert (await neighbour.decide(1, "accept")).status_code == 403
    assert (await neighbour.step(1, "hold")).status_code == 403


async def test_nothing_is_put_aside_while_a_decision_is_about_to_be_told(
    moderator: Moderator, colleague: Moderator, database: Database
) -> None:
    await assess_all(database, changed(1))
    await moderator.decide(1, "accept")

    assert (await colleague.step(1, "hold")).status_code == 409
    assert await acts(database) == []


async def test_whoever_has_decided_has_it_open_no_more(
    moderator: Moderator, colleague: Moderator, database: Database
) -> None:
    await assess_all(database, changed(1))
    await moderator.open(1)
    await moderator.decide(1, "accept")

    assert "Ouverte par" not in (await colleague.open(1)).text


async def test_what_is_undone_while_the_worker_takes_it_up_is_not_told(
    moderator: Moderator, database: Database, database_url: str
) -> None:
    await assess_all(database, changed(1))
    await moderator.decide(1, "accept")
    async with database.transaction() as tx:
        await tx.execute("UPDATE desk_rulings SET state = 'undone'")
    done = await tell(database, database_url)

    assert done == 1
    assert len(await history(database, 1)) == 1
