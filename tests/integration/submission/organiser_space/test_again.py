"""Another like one that is there; a date that is full or cancelled at once; what changed from version to version."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from shared.contracts.edition import Theme
from shared.postgres.database import Database
from tests.integration.submission.organiser_space.browsing import BROWSER, send, visit
from tests.integration.submission.organiser_space.test_pages import organiser, registered
from tests.support.edition import EDITION, know_editions
from tests.support.eventually import eventually
from tests.support.service import Client
from tests.support.submission import form_fields

__all__ = ["organiser"]

DRAFT = f"/brouillons/{form_fields()['_token']}"
NEXT = replace(
    EDITION,
    year=2027,
    first_day=date(2027, 10, 1),
    last_day=date(2027, 12, 31),
    themes=(Theme(slug="engagement-citoyen", label="Engagement citoyen", links_to_ess=True),),
)


async def occurrence_of(database: Database, address: str) -> str:
    async with database.transaction(readonly=True) as tx:
        content = await tx.fetchval(
            "SELECT content FROM manifestations WHERE id = $1", UUID(address.rpartition("/")[2])
        )
    return str(content["occurrences"][0]["occurrence_id"])


async def test_one_is_proposed_again_in_the_same_edition_with_all_that_it_says(organiser: Client) -> None:
    address = await registered(organiser)
    page = await send(organiser, f"{address}/reprendre", {})

    assert "Repris dans un nouveau brouillon" in page.text
    assert "Ce qui n’est pas repris" not in page.text
    sent = {name: value for name, value in form_fields(organiser__siret="99999901400015").items() if name != "_token"}
    assert sent == {name: page.values.get(name) for name in sent}


async def test_last_year_s_is_renewed_without_its_days_and_what_is_left_out_is_said(
    organiser: Client, database: Database
) -> None:
    address = await registered(organiser, note="Pour la chambre")
    await know_editions(database, replace(EDITION, version=2, state="archived"))
    await know_editions(database, NEXT)

    async def renewed() -> bool:
        return "pour 2027" in (await visit(organiser, address)).text

    await eventually(renewed, within=20)
    page = await send(organiser, f"{address}/reprendre", {})

    assert ("", "10:00", ["engagement-citoyen"], "") == (
        page.values["occurrences.0.date"],
        page.values["occurrences.0.from"],
        page.values["themes"],
        page.values["note"],
    )
    assert all(
        words in page.text for words in ("Les jours : donnez ceux de cette édition", "Un thème ou plus", "Le mot")
    )


async def test_a_date_is_full_with_one_press_and_held_again_with_another(organiser: Client, database: Database) -> None:
    address = await registered(organiser)
    there = f"{address}/dates/{await occurrence_of(database, address)}"
    full = await send(organiser, there, {"state": "full"})
    again = await send(organiser, there, {"state": "full"})
    held = await send(organiser, there, {"state": "scheduled"})

    assert "10 h – 12 h 30 Complète" in full.text
    assert ("Version 2" in again.text, "Rien n’a changé" in again.text) == (True, True)
    assert ("Complète" in held.text, "Version 3" in held.text) == (False, True)


async def test_only_what_is_offered_is_taken_and_only_of_dates_that_are_there(
    organiser: Client, database: Database
) -> None:
    address = await registered(organiser)
    there = f"{address}/dates/{await occurrence_of(database, address)}"
    unknown = await organiser.post(there, data={"state": "moved_online"}, headers=BROWSER)
    nowhere = await organiser.post(f"{address}/dates/{UUID(int=1)}", data={"state": "full"}, headers=BROWSER)

    assert (422, 404) == (unknown.status_code, nowhere.status_code)


async def test_the_history_says_what_each_version_changed(organiser: Client) -> None:
    address = await registered(organiser)
    form = await visit(organiser, f"{address}/modifier")
    await send(organiser, f"{address}/modifier", {**form.values, "title": "Un autre titre", "price.kind": "free"})
    text = (await visit(organiser, f"{address}/historique")).text

    assert "2 différences avec la version 1" in text
    assert "Titre Maintenant : Un autre titre Avant : Portes ouvertes de la ressourcerie" in text
    assert "Tarif Maintenant : Gratuit Avant : rien" in text


async def test_a_draft_is_looked_at_as_readers_would(organiser: Client) -> None:
    unfinished = form_fields(title="", _brouillon="envoi")
    await send(organiser, "/inscription", unfinished)
    missing = await visit(organiser, f"{DRAFT}/apercu")
    long = {**unfinished, "title": "Portes ouvertes " * 7, "price.kind": "free", "_version": "1"}
    await send(organiser, "/inscription", {**long, "public_contact.print_consent": "true"})
    text = (await visit(organiser, f"{DRAFT}/apercu")).text

    assert "Donnez un titre à la manifestation." in missing.text
    assert "Rien n’est encore envoyé" in text
    assert "Tarif Gratuit" in text
    assert "Portes ouvertes Portes ouvertes Portes ouvertes Portes ouvertes Portes… Samedi" in text
    assert text.count("contact@ressourcerie.example") == 2


async def test_what_is_typed_is_kept_by_the_script_over_its_own_version(organiser: Client) -> None:
    program = {"Accept": "application/json", "Sec-Fetch-Site": "same-origin"}
    first = await organiser.post(DRAFT, data=form_fields(title="Un"), headers=program)
    second = await organiser.post(DRAFT, data=form_fields(title="Un t", _version="1"), headers=program)
    other = await organiser.post(DRAFT, data=form_fields(title="Autre", _version="1"), headers=program)

    assert [(200, 1), (200, 2)] == [(each.status_code, each.json()["version"]) for each in (first, second)]
    assert (409, "Un t") == (other.status_code, (await visit(organiser, DRAFT)).values["title"])


async def test_every_tuesday_until_a_day_is_pressed_once(organiser: Client) -> None:
    weekly = {"occurrences.0.every": "week", "occurrences.0.repeat_until": "2026-11-28", "_repeter": "0"}
    page = await send(organiser, "/inscription", {**form_fields(), **weekly})
    refused = await send(organiser, "/inscription", {**page.values, "_repeter": "0"})

    assert ["2026-11-14", "2026-11-21", "2026-11-28"] == [page.values[f"occurrences.{n}.date"] for n in range(3)]
    assert (422, "Date n° 1" in refused.text) == (refused.status, True)
    assert "Indiquez jusqu’à quand la date se répète." in refused.text
