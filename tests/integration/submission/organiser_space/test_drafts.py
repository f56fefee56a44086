"""Nothing that was typed is lost: what is sent is kept, whatever becomes of it, and found on any device."""

from typing import Any

from services.submission.drafts.rules import KEPT, MOST_DRAFTS, PARKED
from services.submission.drafts.store import delete_old
from shared.postgres.database import Database
from tests.integration.submission.organiser_space.browsing import Page, send, visit
from tests.integration.submission.organiser_space.test_pages import count, organiser
from tests.support.people import sign_in
from tests.support.service import Client, MakeKey
from tests.support.submission import form_fields

__all__ = ["organiser"]

TOKEN = form_fields()["_token"]
DRAFT = f"/brouillons/{TOKEN}"


async def save(client: Client, **fields: Any) -> Page:
    return await send(client, "/inscription", form_fields(**fields) | {"_brouillon": "1"})


async def drafts(database: Database) -> int:
    async with database.transaction(readonly=True) as tx:
        return int(await tx.fetchval("SELECT count(*) FROM drafts"))


async def test_a_draft_is_kept_as_it_is_and_gone_on_with_elsewhere(organiser: Client, database: Database) -> None:
    saved = await save(organiser, title="", occurrences__0__from="vers dix heures")
    again = await visit(organiser, DRAFT)

    assert (DRAFT, 200) == (saved.path, saved.status)
    assert ("", "vers dix heures") == (again.values["title"], again.values["occurrences.0.from"])
    assert (TOKEN, "1") == (again.values["_token"], again.values["_version"])
    assert DRAFT in (await visit(organiser, "/mes-manifestations")).links
    assert DRAFT in (await visit(organiser, "/inscription")).links
    assert 0 == await count(database)


async def test_what_was_sent_with_faults_is_kept_and_gone_once_it_is_registered(
    organiser: Client, database: Database
) -> None:
    faulty = await send(organiser, "/inscription", form_fields(title="x"))
    kept = await visit(organiser, DRAFT)
    sent = await send(organiser, "/inscription", {**faulty.values, "title": "Portes ouvertes de la ressourcerie"})

    assert (422, "x") == (faulty.status, kept.values["title"])
    assert sent.path.startswith("/inscription/")
    assert (404, 0) == ((await visit(organiser, DRAFT)).status, await drafts(database))


async def test_an_added_date_is_kept_with_all_the_rest(organiser: Client) -> None:
    page = await send(organiser, "/inscription", form_fields(title="Deux jours") | {"_ajouter": "1"})

    assert (DRAFT, "Deux jours", "") == (page.path, page.values["title"], page.values["occurrences.1.date"])


async def test_an_empty_form_makes_no_draft(organiser: Client, database: Database) -> None:
    page = await send(organiser, "/inscription", {"_token": TOKEN, "attendance": "on_site", "_brouillon": "1"})

    assert (200, 0) == (page.status, await drafts(database))


async def test_two_windows_see_both_and_the_later_one_chooses(organiser: Client) -> None:
    first = await save(organiser, title="Un titre")
    await send(organiser, "/inscription", {**first.values, "title": "Le titre de la première", "_brouillon": "1"})
    conflict = await send(organiser, "/inscription", {**first.values, "title": "Le titre de l’autre"})

    assert 409 == conflict.status
    assert "Titre Sur cette page : Le titre de l’autre" in conflict.text
    assert "Dans l’autre version : Le titre de la première" in conflict.text
    assert "Le titre de la première" == (await visit(organiser, DRAFT)).values["title"]
    chosen = await send(organiser, "/inscription", {**conflict.values, "_brouillon": "1"})
    assert (DRAFT, "Le titre de l’autre") == (chosen.path, chosen.values["title"])


async def test_the_same_words_from_two_windows_are_no_conflict(organiser: Client) -> None:
    await save(organiser)

    assert (DRAFT, "1") == ((page := await save(organiser)).path, page.values["_version"])


async def test_what_was_typed_when_the_session_had_ended_is_there_after_signing_in(
    client: Client, database: Database, make_key: MakeKey
) -> None:
    page = await send(client, "/inscription", form_fields(title="Écrit pendant une heure"))
    await sign_in(client, database, await make_key("organiser"))
    back = await visit(client, DRAFT)
    saved = await send(client, "/inscription", {**back.values, "_brouillon": "1"})

    assert 401 == page.status
    assert any(f"suite=http%3A%2F%2F127.0.0.1%3A8001%2Fbrouillons%2F{TOKEN}" in link for link in page.links)
    assert "Voici ce que vous aviez écrit" in back.text
    assert "Écrit pendant une heure" == back.values["title"] == saved.values["title"]
    assert "Voici ce que vous aviez écrit" not in saved.text


async def test_what_was_typed_without_a_session_takes_nothing_from_the_draft(organiser: Client) -> None:
    saved = await save(organiser, title="Gardé avant")
    cookies = {cookie.name: cookie.value or "" for cookie in organiser.cookies.jar}
    organiser.cookies.clear()
    await send(organiser, "/inscription", {**saved.values, "title": "Écrit après"})
    organiser.cookies.update(cookies)
    back = await visit(organiser, DRAFT)

    assert "Écrit après" == back.values["title"]
    assert "Dans le brouillon enregistré avant : Gardé avant" in back.text


async def test_a_draft_is_nobody_else_s(organiser: Client, database: Database, make_key: MakeKey) -> None:
    await save(organiser)
    await sign_in(organiser, database, await make_key("organiser"))

    assert [404, 404] == [(await visit(organiser, f"{DRAFT}{end}")).status for end in ("", "/supprimer")]
    other = await save(organiser, title="Le même jeton, chez quelqu’un d’autre")
    assert ("Le même jeton, chez quelqu’un d’autre", 2) == (other.values["title"], await drafts(database))


async def test_a_draft_is_thrown_away_once_that_is_confirmed(organiser: Client, database: Database) -> None:
    await save(organiser)
    asked = await visit(organiser, f"{DRAFT}/supprimer")
    gone = await send(organiser, f"{DRAFT}/supprimer", {})

    assert "Supprimer ce brouillon ?" in asked.text
    assert "Le brouillon est supprimé" in gone.text
    assert 0 == await drafts(database)


async def test_nobody_fills_the_database_with_drafts(organiser: Client, database: Database) -> None:
    await save(organiser)
    async with database.transaction() as tx:
        await tx.execute(
            """
            INSERT INTO drafts (draft_id, account_id, edition, version, filled, created_at, changed_at)
            SELECT 'draft-of-this-test-' || number, account_id, edition, 1, filled, created_at, changed_at
            FROM drafts, generate_series(2, $1) AS number
            """,
            MOST_DRAFTS,
        )
    refused = await save(organiser, _token="one-more-than-there-may-be", title="Un de trop")

    assert (409, "Un de trop", MOST_DRAFTS) == (refused.status, refused.values["title"], await drafts(database))
    assert "Vous avez trop de brouillons" in refused.text


async def test_drafts_and_parked_forms_are_forgotten_in_their_time(client: Client, database: Database) -> None:
    await send(client, "/inscription", form_fields())
    async with database.transaction() as tx:
        await delete_old(tx, kept=KEPT, parked=PARKED)
        kept = await tx.fetchval("SELECT count(*) FROM parked_forms")
        await tx.execute("UPDATE parked_forms SET parked_at = now() - $1::interval", PARKED * 1.01)
        await delete_old(tx, kept=KEPT, parked=PARKED)

        assert (1, 0) == (kept, await tx.fetchval("SELECT count(*) FROM parked_forms"))
