"""What visitors report is on the desk; an entry is taken offline at once, and put back as it was."""

from datetime import UTC, datetime
from uuid import UUID

from httpx import Response

from services.eligibility.reports.hear import hear_reports
from shared.contracts.programme import EntryReported
from shared.postgres.database import Database
from tests.integration.eligibility.desk.working import Moderator, tell
from tests.integration.eligibility.dossiers.test_ties import last
from tests.integration.eligibility.support import assess_all, changed, keep, rows
from tests.support.builders import content

ADDRESS = "lise@exemple.fr"


async def reported(database: Database, *, times: int = 1) -> None:
    """Have a manifestation online, and visitors say that it does not take place; each word is told twice."""
    await keep(database)
    await assess_all(database, changed(1))
    said = [
        EntryReported(
            report_id=UUID(int=900 + number),
            manifestation_id=UUID(int=1),
            reason="not_taking_place",
            details="Porte close.",
            contact=ADDRESS,
            reported_at=datetime.now(UTC),
        )
        for number in range(times)
    ]
    for _ in range(2):
        async with database.transaction() as tx:
            await hear_reports(tx, said)


async def show(who: Moderator, how: str, version: int) -> Response:
    path = f"/bureau/dossiers/{UUID(int=1)}/visibilite"
    body = {"show": how, "_version": str(version)}
    return await who.client.post(path, data=body, headers=who.key, follow_redirects=False)


async def queue(who: Moderator, stage: str) -> str:
    return (await who.client.get(f"/bureau?etat={stage}", headers=who.key)).text


async def test_a_chamber_reads_what_visitors_say_and_closes_it(
    moderator: Moderator, neighbour: Moderator, database: Database
) -> None:
    await reported(database, times=2)
    listed, elsewhere = await queue(moderator, "signalees"), await queue(neighbour, "signalees")
    page = (await moderator.open(1)).text
    await moderator.client.post(f"/bureau/dossiers/{UUID(int=1)}/signalements", headers=moderator.key)
    after = (await moderator.open(1)).text
    kept = await rows(database, "SELECT contact FROM reports WHERE closed_at IS NOT NULL")
    logged = await rows(database, "SELECT act, why FROM audit_lines")

    assert 'class="desk-row"' in listed
    assert 'class="desk-row"' not in elsewhere
    assert "2\xa0signalements" in page
    assert "N’a pas lieu" in page
    assert ADDRESS in page
    assert ADDRESS not in after
    assert 'class="desk-row"' not in await queue(moderator, "signalees")
    assert kept == [{"contact": None}, {"contact": None}]
    assert logged == [{"act": "reports_closed", "why": "2\xa0signalements."}]


async def test_what_is_taken_offline_is_told_at_once_and_comes_back_as_it_was(
    moderator: Moderator, database: Database
) -> None:
    await reported(database)
    online = (await last(database))[1]
    off = await show(moderator, "no", online.version)
    withheld = (await last(database))[1]
    back = await show(moderator, "again", withheld.version)
    again = (await last(database))[1]
    logged = await rows(database, "SELECT act FROM audit_lines ORDER BY number")

    assert [{"act": "taken_offline"}, {"act": "put_online"}] == logged
    assert (off.status_code, back.status_code) == (303, 303)
    assert (withheld.verdict, withheld.published) == ("to_review", None)
    assert (again.verdict, again.published) == ("eligible", online.published)
    assert [each.code for each in again.reasons] == [each.code for each in online.reasons]


async def test_an_amendment_does_not_put_it_back(moderator: Moderator, database: Database) -> None:
    await reported(database)
    await show(moderator, "no", 1)
    await assess_all(database, changed(1, 2, content=content(title="Autre titre")))
    offline = (await last(database))[1]
    await show(moderator, "again", offline.version)
    after = (await last(database))[1]

    assert (offline.verdict, offline.published) == ("to_review", None)
    assert after.published is not None
    assert after.published.judged_version == 2


async def test_a_decision_ends_it_and_a_withdrawal_leaves_nothing(
    moderator: Moderator, database: Database, database_url: str
) -> None:
    await reported(database)
    await show(moderator, "no", 1)
    await moderator.decide(1, "accept", {"_version": "2"})
    answer = await moderator.client.post(
        f"/bureau/dossiers/{UUID(int=1)}/decision", data={"_version": "2", "act": "accept"}, headers=moderator.key
    )
    await tell(database, database_url)
    accepted = (await last(database))[1]
    await show(moderator, "no", accepted.version)
    await assess_all(database, changed(1, 2, state="withdrawn"))
    found = await rows(database, "SELECT verdict, withheld FROM dossiers")

    assert answer.status_code in {200, 303}
    assert accepted.published is not None
    assert "taken_offline" not in [each.code for each in accepted.reasons]
    assert found == [{"verdict": "withdrawn", "withheld": None}]


async def test_what_is_not_online_is_not_taken_offline_and_nobody_elses_is(
    moderator: Moderator, neighbour: Moderator, database: Database
) -> None:
    await assess_all(database, changed(1))

    assert (await show(moderator, "no", 1)).status_code == 409
    assert (await show(moderator, "again", 1)).status_code == 409
    assert (await show(neighbour, "no", 1)).status_code == 403


async def test_of_two_who_act_at_once_the_second_is_told(moderator: Moderator, database: Database) -> None:
    await reported(database)
    await show(moderator, "no", 1)

    assert (await show(moderator, "again", 1)).status_code == 412


async def test_no_other_chamber_closes_what_visitors_say(
    moderator: Moderator, neighbour: Moderator, database: Database
) -> None:
    await reported(database)
    closed = await neighbour.client.post(f"/bureau/dossiers/{UUID(int=1)}/signalements", headers=neighbour.key)

    assert closed.status_code == 403
    assert 'class="desk-row"' in await queue(moderator, "signalees")


async def test_what_visitors_said_of_an_edition_that_is_over_is_forgotten(database: Database) -> None:
    await reported(database)
    async with database.transaction() as tx:
        await tx.execute("UPDATE reports SET reported_at = now() - interval '401 days'")
        await hear_reports(tx, [])

    assert [] == await rows(database, "SELECT FROM reports")


async def test_fifty_reports_of_one_entry_are_enough(database: Database) -> None:
    await reported(database, times=40)
    async with database.transaction() as tx:
        for number in range(30):
            await hear_reports(
                tx,
                [
                    EntryReported(
                        report_id=UUID(int=2000 + number),
                        manifestation_id=UUID(int=1),
                        reason="other",
                        details=None,
                        contact=None,
                        reported_at=datetime.now(UTC),
                    )
                ],
            )
    [found] = await rows(database, "SELECT count(*) AS n FROM reports")

    assert found["n"] == 50
