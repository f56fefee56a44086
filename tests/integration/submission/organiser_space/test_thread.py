"""What organiser and chamber write to each other, and an appeal against a refusal, on the organiser's pages."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from services.submission.manifestations.follow import follow
from services.submission.manifestations.rules.decisions import last_decision_of
from shared.contracts.eligibility import Reason, Said
from shared.contracts.submission import MANIFESTATIONS, ManifestationChanged
from shared.postgres.database import Database
from tests.integration.submission.organiser_space.browsing import send, visit
from tests.integration.submission.organiser_space.test_pages import organiser, registered
from tests.support.builders import eligibility_decided
from tests.support.people import sign_in
from tests.support.service import Client, MakeKey

__all__ = ["organiser"]
AT = datetime(2026, 9, 15, 11, tzinfo=UTC)
REFUSAL, APPEAL = "Sans lien avec l’ESS.", "Nos statuts parlent de réemploi solidaire."


def said(kind: str, text: str, judged_version: int = 1, points: tuple[str, ...] = ()) -> Said:
    return Said(kind=kind, by="chamber", text=text, points=points, judged_version=judged_version, at=AT)


async def decide(
    database: Database, address: str, *words: Said, verdict: str = "refused", code: str = "refused", version: int = 2
) -> None:
    """Have the chamber's word heard."""
    outcome = {"refused": "not_met", "to_review": "unknown"}[verdict]
    decision = eligibility_decided(
        manifestation_id=UUID(address.rpartition("/")[2]),
        version=version,
        judged_version=words[-1].judged_version,
        verdict=verdict,
        online=False,
        reasons=(Reason(criterion="chamber", code=code, outcome=outcome, message=words[-1].text, facts={}),),
        said=words,
    )
    async with database.transaction() as tx:
        await follow(tx, [last_decision_of(decision)])


async def told(database: Database) -> list[ManifestationChanged]:
    async with database.transaction(readonly=True) as tx:
        found = await tx.fetch("SELECT payload FROM outbox WHERE topic = $1 ORDER BY id", MANIFESTATIONS.topic)
    return [MANIFESTATIONS.decode(row["payload"]) for row in found]


async def test_a_refusal_is_appealed_by_a_page_and_told_with_the_decision_that_it_is_against(
    organiser: Client, database: Database
) -> None:
    address = await registered(organiser)
    await decide(database, address, said("refused", REFUSAL))
    refused = await visit(organiser, address)
    page = await visit(organiser, f"{address}/echanges")
    done = await send(organiser, f"{address}/echanges", {"_version": "1", "act": "appeal", "appeal": APPEAL})
    past = await visit(organiser, f"{address}/historique")
    [*_, last] = await told(database)

    assert f"{address}/echanges#reexamen" in refused.links
    assert REFUSAL in page.text
    assert "Votre demande de réexamen est envoyée" in done.text
    assert done.text.index(REFUSAL) < done.text.rindex(APPEAL)
    assert (2, "amended", APPEAL, 2) == (last.version, last.state, last.appeal, last.appealed_decision)
    assert "Réexamen demandé" in past.text


async def test_an_appeal_is_sent_once_and_again_only_against_the_next_refusal(
    organiser: Client, database: Database
) -> None:
    address = await registered(organiser)
    await decide(database, address, said("refused", REFUSAL))
    asked = {"_version": "1", "act": "appeal", "appeal": APPEAL}
    await send(organiser, f"{address}/echanges", asked)
    twice = await send(organiser, f"{address}/echanges", asked)
    waiting = await send(organiser, f"{address}/echanges", {**asked, "_version": "2", "appeal": f"{APPEAL} Merci."})
    await decide(database, address, said("refused", REFUSAL), said("refused", "Non plus.", 2), version=4)
    await send(organiser, f"{address}/echanges", {**asked, "_version": "2"})

    assert twice.path == address
    assert waiting.status == 409
    assert [(each.version, each.appealed_decision) for each in await told(database)] == [(1, None), (2, 2), (3, 4)]


async def test_what_the_national_team_confirmed_is_not_appealed_again(organiser: Client, database: Database) -> None:
    address = await registered(organiser)
    await decide(database, address, said("refused", REFUSAL), code="refused_finally")
    page = await visit(organiser, f"{address}/echanges")
    sent = await send(organiser, f"{address}/echanges", {"_version": "1", "act": "appeal", "appeal": APPEAL})

    assert "Demander un réexamen" not in page.text
    assert "Écrire à la chambre" in page.text
    assert sent.status == 409
    assert len(await told(database)) == 1


async def test_changes_asked_for_are_said_on_the_page_until_they_are_made(
    organiser: Client, database: Database
) -> None:
    address = await registered(organiser)
    asked = said("changes_requested", "Encore un effort.", points=("Titre : dites ce que l’on visite.",))
    await decide(database, address, asked, verdict="to_review", code="changes_requested")
    page = await visit(organiser, address)
    form = await visit(organiser, f"{address}/modifier")
    changed = await send(organiser, f"{address}/modifier", {**form.values, "title": "Visite des ateliers"})

    assert "Modifications demandées" in page.text
    assert "Titre : dites ce que l’on visite." in page.text
    assert "vous demande de modifier" not in changed.text
    assert "Titre : dites ce que l’on visite." in changed.text


async def test_both_sides_are_in_the_order_in_which_they_were_written(organiser: Client, database: Database) -> None:
    address = await registered(organiser, note="Premier mot.")
    later = replace(said("refused", REFUSAL), at=datetime.now(UTC) + timedelta(days=1))
    await decide(database, address, said("changes_requested", "Encore un effort."), later)
    page = await visit(organiser, f"{address}/echanges")

    assert page.text.index("Encore un effort.") < page.text.index("Premier mot.") < page.text.index(REFUSAL)


async def test_a_message_is_a_version_that_says_the_same_and_stays_in_the_thread(
    organiser: Client, database: Database
) -> None:
    address = await registered(organiser, note="Premier mot.")
    empty = await send(organiser, f"{address}/echanges", {"_version": "1", "act": "note", "note": " "})
    await send(organiser, f"{address}/echanges", {"_version": "1", "act": "note", "note": "Second mot."})
    former = await send(organiser, f"{address}/echanges", {"_version": "1", "act": "note", "note": "Troisième mot."})
    page = await visit(organiser, address)
    [first, second] = await told(database)

    assert empty.status == 422
    assert former.status == 412
    assert "Troisième mot." in former.values["note"] or "Troisième mot." in former.text
    assert (first.content, second.note) == (second.content, "Second mot.")
    assert page.text.index("Premier mot.") < page.text.index("Second mot.")


async def test_a_chamber_reads_no_appeal_here_and_writes_none(
    organiser: Client, client: Client, database: Database, make_key: MakeKey
) -> None:
    address = await registered(organiser)
    await decide(database, address, said("refused", REFUSAL))
    await send(organiser, f"{address}/echanges", {"_version": "1", "act": "appeal", "appeal": APPEAL})
    client.cookies.clear()
    await sign_in(client, database, await make_key("moderator", "53"))
    state, history = await visit(client, address), await visit(client, f"{address}/historique")
    thread = await visit(client, f"{address}/echanges")
    sent = await send(client, f"{address}/echanges", {"_version": "2", "act": "note", "note": "Pour eux."})

    for page in (state, history, thread):
        assert APPEAL not in page.text
    assert (403, 403) == (thread.status, sent.status)


async def test_a_withdrawal_forgets_what_was_said(organiser: Client, database: Database) -> None:
    address = await registered(organiser, note="Appelez Camille.")
    await decide(database, address, said("refused", REFUSAL))
    await send(organiser, f"{address}/echanges", {"_version": "1", "act": "appeal", "appeal": APPEAL})
    await send(organiser, f"{address}/retirer", {"_version": "2"})
    async with database.transaction(readonly=True) as tx:
        kept = await tx.fetch("SELECT note, appeal FROM manifestation_versions")
    [*_, last] = await told(database)

    assert {(None, None)} == {tuple(row) for row in kept}
    assert (None, None) == (last.note, last.appeal)
