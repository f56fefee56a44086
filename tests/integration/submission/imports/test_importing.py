"""A file of manifestations is registered once, updated when it comes again, and every record says what became of it."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.submission.editions.save import save
from services.submission.imports.begin import SEND_IMPORT, OfImport
from services.submission.imports.reading.read import read
from shared.editions.store import list_editions
from shared.jobs.enqueue import enqueue
from shared.jobs.worker import Worker
from shared.postgres.database import Database
from tests.integration.submission.imports.conftest import HEADER, Import, line, sheet
from tests.support.questions import CHARTER, FOOD, HELP, PRIVATE
from tests.support.service import Client, MakeKey, bearer

Count = Callable[[], Awaitable[int]]


@pytest.fixture
def registered(database: Database) -> Count:
    async def count() -> int:
        async with database.transaction(readonly=True) as tx:
            return int(await tx.fetchval("SELECT count(*) FROM manifestations WHERE state <> 'withdrawn'"))

    return count


async def test_what_is_complete_is_registered_and_what_is_not_says_what_is_missing(
    bring: Import, registered: Count
) -> None:
    done = await bring(sheet(line("Atelier vélo"), line("Sans lieu", Commune="", **{"Code postal": ""}), "TOTAL;2"))

    assert ["registered", "incomplete", "set_aside"] == done.outcomes
    assert "sent" == done.answer["state"]
    assert {"registered": 1, "incomplete": 1, "set_aside": 1} == done.answer["outcomes"]
    assert done.rows[1]["faults"]
    assert 1 == await registered()


async def test_the_same_file_again_registers_nothing_and_a_changed_one_says_what_changed(
    bring: Import, registered: Count
) -> None:
    both = sheet(line("Atelier vélo"), line("Repas partagé", Horaires="19h-22h"))
    await bring(both)
    again = await bring(both)
    longer = sheet(line("Atelier vélo", Description="Une autre description, plus longue que la première."))
    changed = await bring(longer)

    assert ["unchanged", "unchanged"] == again.outcomes
    assert ["updated"] == changed.outcomes
    assert "Mise à jour : description." == changed.rows[0]["message"].replace("\u00a0", " ")
    assert 2 == await registered()


async def test_a_corrected_title_and_a_new_column_are_the_same_manifestation(bring: Import, registered: Count) -> None:
    await bring(sheet(line("Atelier de reparation de velos"), line("Repas partagé", Horaires="19h-22h")))
    header = f"{HEADER};SIRET"
    corrected = sheet(
        f"{line('Atelier de réparation de vélos et trottinettes')};",
        f"{line('Repas partagé', Horaires='19h-22h')};",
        header=header,
    )
    done = await bring(corrected)

    assert ["updated", "unchanged"] == done.outcomes
    assert 2 == await registered()


async def test_two_workshops_at_the_same_place_and_hour_stay_two(bring: Import, registered: Count) -> None:
    both = sheet(line("Atelier vélo enfants"), line("Atelier vélo adultes"))

    assert ["registered", "registered"] == (await bring(both)).outcomes
    assert ["unchanged", "unchanged"] == (await bring(both)).outcomes
    assert 2 == await registered()


async def test_numbers_of_a_list_that_was_put_in_another_order_name_nobody_else(
    bring: Import, registered: Count
) -> None:
    header = f"N°;{HEADER}".replace("N°", "id")
    first = sheet(f"1;{line('Bal')}", f"2;{line('Repas', Horaires='19h-22h')}", header=header)
    turned = sheet(f"1;{line('Repas', Horaires='19h-22h')}", f"2;{line('Bal')}", header=header)
    await bring(first)

    assert ["unchanged", "unchanged"] == (await bring(turned)).outcomes
    assert 2 == await registered()


async def test_a_reference_names_its_manifestation_whatever_changes(bring: Import, registered: Count) -> None:
    header = f"Référence;{HEADER}"
    await bring(sheet(f"EVT-77;{line('Bal')}", header=header))
    moved = await bring(sheet(f"EVT-77;{line('Grand bal d’hiver', Date='21/11/2026')}", header=header))

    assert ["updated"] == moved.outcomes
    assert 1 == await registered()


async def test_two_coordinators_with_the_same_references_do_not_meet(
    bring: Import, registered: Count, make_key: MakeKey
) -> None:
    await bring(sheet(f"1;{line('Bal')}", header=f"id;{HEADER}"))
    other = sheet(f"1;{line('Repas de quartier', Date='21/11/2026')}", header=f"id;{HEADER}")

    assert ["registered"] == (await bring(other, by=await make_key("organiser"))).outcomes
    assert 2 == await registered()


async def test_what_somebody_else_has_registered_is_a_duplicate_until_it_is_said_why_not(
    bring: Import, registered: Count, make_key: MakeKey
) -> None:
    await bring(sheet(line("Bal")))
    second, said = await make_key("organiser"), f"{line('Bal')};Le bal du soir, l’autre est celui des enfants"
    twin = await bring(sheet(line("Bal")), by=second)
    other = await bring(sheet(said, header=f"{HEADER};Pourquoi une autre"), by=second)

    assert (["duplicate"], ["registered"]) == (twin.outcomes, other.outcomes)
    assert "Semble déjà inscrite" in twin.rows[0]["message"]
    assert 2 == await registered()


async def test_rows_that_differ_by_their_dates_are_one_manifestation(bring: Import, registered: Count) -> None:
    header = f"Référence;{HEADER}"
    dates = [f"EVT-1;{line('Chorale', Date=f'{day}/11/2026')}" for day in ("03", "10", "17")]
    done = await bring(sheet(*dates, header=header))

    assert ["registered", "duplicate", "duplicate"] == done.outcomes
    assert 1 == await registered()


async def test_looking_first_registers_nothing_and_tells_what_would_happen(
    bring: Import, registered: Count, client: Client, key: str
) -> None:
    seen = await bring(sheet(line("Bal")), look=True)

    assert ("read", ["new"]) == (seen.answer["state"], seen.outcomes)
    assert 0 == await registered()
    refused = await client.get(f"/imports/{seen.answer['import_id']}", headers=bearer(key))
    assert [{"name": "Titre", "field": "title"}] == [
        {name: column[name] for name in ("name", "field")} for column in refused.json()["columns"][:1]
    ]


async def test_a_file_that_cannot_be_read_says_why(bring: Import) -> None:
    done = await bring(b"%PDF-1.7 programme", "programme.pdf")

    assert "refused" == done.answer["state"]
    assert "est un document PDF" in done.answer["refusal"]


async def test_what_was_corrected_by_hand_of_a_date_stays(bring: Import, client: Client, key: str) -> None:
    row = (await bring(sheet(line("Bal")))).rows[0]
    address = f"/manifestations/{row['manifestation_id']}"
    found = (await client.get(address, headers=bearer(key))).json()
    dates = [{**found["content"]["occurrences"][0], "state": "full"}]
    dates = [{name: each[name] for name in ("occurrence_id", "starts_at", "ends_at", "state")} for each in dates]
    headers = {**bearer(key), "If-Match": '"1"', "Content-Type": "application/merge-patch+json"}
    await client.patch(address, json={"occurrences": dates}, headers=headers)

    again = await bring(sheet(line("Bal", Description="Une autre description, plus longue que la première.")))

    assert ["updated"] == again.outcomes
    stays = (await client.get(address, headers=bearer(key))).json()["content"]["occurrences"][0]
    assert ("full", str(date(2026, 11, 14))) == (stays["state"], stays["starts_at"][:10])


async def test_an_import_is_its_senders_alone(bring: Import, client: Client, make_key: MakeKey) -> None:
    done = await bring(sheet(line("Bal")), look=True)
    here = f"/imports/{done.answer['import_id']}"
    other = bearer(await make_key("national"))

    assert [404, 404, 404] == [
        (await client.get(here, headers=other)).status_code,
        (await client.get(f"{here}/rows", headers=other)).status_code,
        (await client.post(f"{here}/sending", headers=other)).status_code,
    ]


async def test_what_lacks_something_becomes_a_draft_that_can_be_gone_on_with(
    bring: Import, client: Client, key: str, registered: Count
) -> None:
    done = await bring(sheet(line("Atelier sans public", Public="")))
    [row] = done.rows
    page = await client.get(row["page"].removeprefix("http://127.0.0.1:8001"), headers=bearer(key))

    assert "incomplete" == row["outcome"]
    assert "brouillon" in row["message"]
    assert page.status_code == 200
    for said in ("Atelier sans public", "2026-11-14", "14:00", "18:00", "3 rue des Essais", "Rennes", "999900087"):
        assert said in page.text.replace("\u202f", "").replace("\u00a0", ""), said
    assert 0 == await registered()


async def test_what_a_person_says_of_columns_holds_for_the_next_file_of_that_shape(
    bring: Import, client: Client, key: str, worker: Worker
) -> None:
    header = HEADER.replace("Titre", "Quoi")
    seen = await bring(sheet(line("Bal"), header=header), look=True)
    here = f"/importer/{seen.answer['import_id']}"
    position = [column["name"] for column in seen.answer["columns"]].index("Quoi")
    answer = await client.post(
        f"{here}/colonnes", data={f"c{position}": "title"}, headers=bearer(key), follow_redirects=False
    )
    while await worker.run_one():
        pass
    rows = (await client.get(f"/imports/{seen.answer['import_id']}/rows", headers=bearer(key))).json()["items"]

    assert ["incomplete"] == seen.outcomes
    assert 303 == answer.status_code
    assert [("new", "Bal")] == [(row["outcome"], row["title"]) for row in rows]
    assert ["new"] == (await bring(sheet(line("Fest-noz"), header=header), look=True)).outcomes


async def test_the_page_shows_how_far_it_is_and_the_report_comes_back(bring: Import, client: Client, key: str) -> None:
    done = await bring(sheet(line("Bal"), line("Repas", Public="")))
    here = f"/importer/{done.answer['import_id']}"
    headers = {**bearer(key), "Accept": "text/html"}
    page, first = await client.get(here, headers=headers), await client.get("/importer", headers=headers)
    report = await client.get(f"{here}/rapport.csv", headers=bearer(key))

    for said in ("Terminé", "1 inscrite", "1 à compléter", "Compléter le brouillon"):
        assert said in page.text.replace("\u00a0", " ")
    assert "feuille.csv" in first.text
    assert ["Inscrite", "À compléter"] == [dict(row.fields)["Résultat"] for row in read("r.csv", report.content).rows]
    assert ["unchanged", "incomplete"] == (await bring(report.content, "rapport.csv")).outcomes


async def test_nobody_speaks_for_a_structure_whose_own_team_is_known(
    bring: Import, database: Database, registered: Count, make_key: MakeKey
) -> None:
    async with database.transaction() as tx:
        await tx.execute(
            "INSERT INTO teams (team_id, name, identifier_kind, identifier, proven_at) "
            "VALUES (gen_random_uuid(), 'La Fabrique', 'siren', '999900087', now())"
        )
    done = await bring(sheet(line("Bal")))

    assert ["incomplete"] == done.outcomes
    assert "a une équipe à elle" in done.rows[0]["message"].replace("\u00a0", " ")
    assert ["registered"] == (await bring(sheet(line("Bal")), by=await make_key("moderator", "53"))).outcomes
    assert 1 == await registered()


async def test_a_run_that_was_cut_off_goes_on_where_it_was(
    bring: Import, database: Database, worker: Worker, registered: Count
) -> None:
    done = await bring(sheet(line("Bal"), line("Repas", Horaires="19h-22h")))
    import_id = UUID(done.answer["import_id"])
    async with database.transaction() as tx:
        await tx.execute("UPDATE imports SET state = 'sending', done = 1 WHERE import_id = $1", import_id)
        await tx.execute(
            "UPDATE import_rows SET settled = false, outcome = 'new' WHERE import_id = $1 AND number = 2", import_id
        )
        await enqueue(tx, SEND_IMPORT, OfImport(import_id=import_id))
    assert await worker.run_one()

    async with database.transaction(readonly=True) as tx:
        outcomes = await tx.fetch("SELECT outcome FROM import_rows WHERE import_id = $1 ORDER BY number", import_id)
        found = await tx.fetchrow("SELECT state, done FROM imports WHERE import_id = $1", import_id)
    assert ["registered", "registered"] == [row["outcome"] for row in outcomes]
    assert ("sent", 2) == tuple(found or ())
    assert 2 == await registered()


async def test_what_was_withdrawn_on_the_site_is_not_brought_back(
    bring: Import, client: Client, key: str, registered: Count
) -> None:
    row = (await bring(sheet(line("Bal")))).rows[0]
    address = f"/manifestations/{row['manifestation_id']}/withdrawal"
    await client.post(address, headers={**bearer(key), "If-Match": '"1"'})
    again = await bring(sheet(line("Bal")))

    assert ["refused"] == again.outcomes
    assert "a été retirée sur la plateforme" in again.rows[0]["message"]
    assert 0 == await registered()


async def test_two_records_of_one_title_date_and_place_are_two_and_are_said_to_be_alike(
    bring: Import, registered: Count
) -> None:
    both = sheet(line("Exposition", Lieu="La Halle"), line("Exposition", Lieu="Le Hangar"))
    first, again = await bring(both), await bring(both)

    assert (["registered"] * 2, ["unchanged"] * 2) == (first.outcomes, again.outcomes)
    assert any("Même titre" in note for note in first.rows[1]["notes"])
    assert 2 == await registered()


async def test_signs_that_no_database_keeps_are_no_fault_of_ours(bring: Import) -> None:
    records = b'[{"titre": "Bal\\u0000 \\ud800", "x\\u0000": ["\\u0000", 1e999, 123456789012345678901234567890]}]'
    done = await bring(records, "a\ud7ff.json", format="ate\x00lier", themes="cul\x00ture")

    assert ("sent", ["incomplete"]) == (done.answer["state"], done.outcomes)
    assert "Bal" == done.rows[0]["title"].strip()


async def test_an_organiser_without_a_number_is_one_of_those_known_only_once_a_person_says_so(
    bring: Import, client: Client, key: str, worker: Worker, registered: Count
) -> None:
    await bring(sheet(line("Atelier vélo")))
    unnumbered = {"Organisateur": "Fabrique des communs de l’Ouest", "SIREN": ""}

    looked = await bring(sheet(line("Repas partagé", Horaires="19h-22h", **unnumbered)), look=True)
    here = f"/importer/{looked.answer['import_id']}"
    page = await client.get(here, headers={**bearer(key), "Accept": "text/html"})
    answer = {"o0": "siren:999900087"}
    await client.post(f"{here}/colonnes", data=answer, headers=bearer(key), follow_redirects=False)
    while await worker.run_one():
        pass
    await client.post(f"{here}/inscrire", headers=bearer(key), follow_redirects=False)
    while await worker.run_one():
        pass

    assert looked.outcomes == ["incomplete"]
    assert "999900087" in looked.rows[0]["faults"][0]["message"]
    assert "Organisateurs sans numéro" in page.text
    assert 2 == await registered()


async def test_answers_to_an_edition_s_questions_are_registered_asked_for_and_come_back(
    bring: Import, client: Client, key: str, database: Database
) -> None:
    async with database.transaction() as tx:
        [present] = await list_editions(tx)
        await save(tx, replace(present, extra_fields=(FOOD, CHARTER, HELP)))
    asked = f"{HEADER};{FOOD.label};De quelle aide avez-vous besoin"
    done = await bring(sheet(f"{line('Bal')};oui;{PRIVATE}", header=asked), look=True)
    here = f"/importer/{done.answer['import_id']}"
    page = await client.get(here, headers={**bearer(key), "Accept": "text/html"})
    report = await client.get(f"{here}/rapport.csv", headers=bearer(key))
    owed = dict(read("r.csv", report.content).rows[0].fields)
    filled = sheet(f"{line('Bal')};oui;{PRIVATE};x", header=f"{asked};{CHARTER.label}")
    row = (await bring(filled)).rows[0]
    found = await client.get(f"/manifestations/{row['manifestation_id']}", headers=bearer(key))

    assert ["incomplete"] == done.outcomes
    assert CHARTER.label in done.rows[0]["faults"][0]["message"]
    assert '<option value="extra.charter"' in page.text
    assert (owed[CHARTER.label], owed[FOOD.label]) == ("", "oui")
    assert "registered" == row["outcome"]
    assert {"food": "Oui"} == found.json()["content"]["extra"]
    assert {"charter": "true", "help": PRIVATE} == found.json()["chamber_answers"]
