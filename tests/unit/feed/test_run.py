import asyncio
from collections import Counter
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from moisess.feed import patience
from moisess.feed.memory import Memory
from moisess.feed.run import run
from services.submission.imports.reading.read import read
from tests.unit.feed.pretended_platform import PretendedPlatform, problem
from tests.unit.feed.running import kinds, only, options, reading, record

pytestmark = pytest.mark.usefixtures("no_long_pauses")


async def test_every_record_ends_in_the_report_whatever_becomes_of_it(
    platform: PretendedPlatform, tmp_path: Path
) -> None:
    records = reading(
        record("Fête papier"), record("refus"), "cassé", record("attente"), record("invalide"), record("lent"), {}
    )

    report = await run(records, options(tmp_path), transport=platform)

    assert kinds(report) == ["listed", "refused", "unreadable", "waiting", "field_errors", "listed", "field_errors"]
    assert [outcome.row for outcome in report.outcomes] == [1, 2, 3, 4, 5, 6, 7]
    assert [outcome.message for outcome in report.outcomes[:4]] == [
        "Au programme : en ligne, peut être imprimée.",
        "Refusée : La structure a cessé.",
        "Illisible.",
        "En attente de la CRESS Bretagne : La forme est à vérifier.",
    ]
    assert report.outcomes[0].page == f"https://inscription.example/inscription/{report.outcomes[0].manifestation_id}"
    assert (report.complete, report.all_taken) == (True, False)


async def test_a_run_of_which_every_record_was_taken_says_so(platform: PretendedPlatform, tmp_path: Path) -> None:
    report = await run(
        reading(record("Bon"), record("refus"), record("attente")), options(tmp_path), transport=platform
    )

    assert report.all_taken


async def test_columns_that_nobody_knows_are_named(platform: PretendedPlatform, tmp_path: Path) -> None:
    report = await run(reading(record("Bon", lat=1.5, vide="")), options(tmp_path), transport=platform)

    assert report.notes == ("Colonne ignorée : lat.",)


async def test_a_record_in_the_form_of_the_api_arrives_as_it_is_and_no_field_of_it_is_called_ignored(
    platform: PretendedPlatform, tmp_path: Path
) -> None:
    body = {
        "title": "attente",
        "open_to_all": False,
        "access": "invitation",
        "occurrences": [{"starts_at": "2026-11-14", "ends_at": "2026-11-15", "note": "Deux jours."}],
        "online_url": "https://visio.example/1",
        "price": {"kind": "free"},
    }

    report = await run(reading(body), options(tmp_path), transport=platform)

    assert list(platform.registered.values()) == [body]
    assert report.notes == ()
    assert only(report).message == "En attente de l’équipe nationale : La forme est à vérifier."


async def test_faults_of_the_file_and_of_the_platform_are_told_together(
    platform: PretendedPlatform, tmp_path: Path
) -> None:
    report = await run(
        reading({"titre": "Un", "ville": "Sainte-Colombe", "public": "tous"}), options(tmp_path), transport=platform
    )

    faults = {fault.pointer: (fault.column, fault.message) for fault in only(report).faults}
    assert faults.keys() == {"/place/commune_code", "/occurrences/0/starts_at", "/title"}
    assert "12 communes" in faults["/place/commune_code"][1]
    assert faults["/title"] == ("titre", "Titre trop court.")


async def test_running_again_sends_nothing_twice_and_only_retries_what_failed(
    platform: PretendedPlatform, tmp_path: Path
) -> None:
    first = await run(reading(record("Bon"), record("invalide")), options(tmp_path), transport=platform)
    before = list(platform.posts)

    second = await run(reading(record("Bon"), record("invalide")), options(tmp_path), transport=platform)

    assert len(before) == 2
    assert platform.posts[2:] == [before[1]]
    assert kinds(first) == kinds(second) == ["listed", "field_errors"]
    assert "Déjà inscrite lors d’un envoi précédent." in second.outcomes[0].notes
    assert len(platform.registered) == 1


async def test_without_its_memory_the_same_key_still_registers_once(
    platform: PretendedPlatform, tmp_path: Path
) -> None:
    await run(reading(record("Bon")), options(tmp_path / "a"), transport=platform)
    await run(reading(record("Bon")), options(tmp_path / "b"), transport=platform)

    assert platform.posts[0] == platform.posts[1]
    assert len(platform.registered) == 1


async def test_a_platform_that_forgot_everything_is_sent_everything_again(
    platform: PretendedPlatform, tmp_path: Path
) -> None:
    await run(reading(record("Bon")), options(tmp_path), transport=platform)

    report = await run(reading(record("Bon")), options(tmp_path), transport=PretendedPlatform())

    assert kinds(report) == ["listed"]


async def test_a_line_that_changed_since_it_was_accepted_is_said_to_be_unchanged_over_there(
    platform: PretendedPlatform, tmp_path: Path
) -> None:
    await run(reading(record("Bon", id="A")), options(tmp_path), transport=platform)

    report = await run(reading(record("Mieux", id="A")), options(tmp_path), transport=platform)

    assert any("L’enregistrement a changé" in note for note in only(report).notes)
    assert len(platform.posts) == 1


async def test_two_lines_alike_are_one_manifestation_and_both_are_reported(
    platform: PretendedPlatform, tmp_path: Path
) -> None:
    report = await run(reading(record("Bon"), record("Bon")), options(tmp_path), transport=platform)

    assert kinds(report) == ["listed", "listed"]
    assert report.outcomes[0].manifestation_id == report.outcomes[1].manifestation_id
    assert "Identique au n° 1 : une seule manifestation pour les deux." in report.outcomes[1].notes
    assert len(platform.posts) == 1


async def test_two_records_under_one_reference_are_not_taken_for_one(
    platform: PretendedPlatform, tmp_path: Path
) -> None:
    report = await run(
        reading(record("Un", id="A"), record("Deux", id="A")), options(tmp_path, concurrency=1), transport=platform
    )

    assert len(set(platform.posts)) == len(platform.registered) == 2
    assert not any("external_id" in body for body in platform.registered.values())
    assert all("« A » portée par des lignes différentes (n° 1, 2)" in " ".join(one.notes) for one in report.outcomes)
    assert (kinds(report), report.all_taken) == (["listed", "listed"], False)


async def test_rows_of_one_reference_that_differ_by_their_dates_are_one_manifestation_with_several(
    platform: PretendedPlatform, tmp_path: Path
) -> None:
    rows = [record("Bon", id="A", debut=f"{day}/11/2026 18h", fin=f"{day}/11/2026 20h") for day in (3, 10, 17)]

    report = await run(reading(*rows, record("Autre", id="B")), options(tmp_path), transport=platform)

    assert kinds(report) == ["listed"] * 4
    assert len({outcome.manifestation_id for outcome in report.outcomes}) == len(platform.registered) == 2
    bodies = {body["external_id"]: body for body in platform.registered.values()}
    assert [date["starts_at"][:10] for date in bodies["A"]["occurrences"]] == ["2026-11-03", "2026-11-10", "2026-11-17"]
    assert "Même manifestation que le n° 1, dont cette ligne donne une date." in report.outcomes[2].notes
    assert report.all_taken


async def test_numbers_of_two_files_do_not_meet(platform: PretendedPlatform, tmp_path: Path) -> None:
    for file in ("nord", "sud"):
        rows = replace(reading(record(f"Fête du {file}", id="1"), record(f"Bal du {file}", id="2")), file=file)
        assert (await run(rows, options(tmp_path / file), transport=platform)).all_taken

    assert {body["external_id"] for body in platform.registered.values()} == {"nord/1", "nord/2", "sud/1", "sud/2"}


async def test_the_numbers_of_one_program_are_references_in_every_file(
    platform: PretendedPlatform, tmp_path: Path
) -> None:
    await run(replace(reading(record("Bon", uid="12")), file="nord"), options(tmp_path), transport=platform)

    assert [body["external_id"] for body in platform.registered.values()] == ["12"]


async def test_a_reference_that_is_anothers_is_a_fault_and_no_row_is_lost_behind_it(
    platform: PretendedPlatform, tmp_path: Path
) -> None:
    await run(reading(record("Fête du nord", id="F-1")), options(tmp_path / "nord"), transport=platform)
    # What the platform answers shows the title under the content.
    platform.misbehave = lambda request: (
        httpx.Response(200, json={"content": {"title": "Fête du nord", "occurrences": [{"starts_at": "2026-11-14"}]}})
        if request.method == "GET"
        else problem(409, "Prise.", [{"pointer": "/external_id", "code": "external_id_taken",
                                      "message": f"Voir /manifestations/{next(iter(platform.registered))}."}])
    )  # fmt: skip
    other = await run(
        reading(record("Bal du sud", id="F-1", debut="21/11/2026")), options(tmp_path / "sud"), transport=platform
    )

    [fault] = only(other).faults
    assert (only(other).kind, fault.pointer, other.all_taken) == ("field_errors", "/external_id", False)
    assert "désigne déjà « Fête du nord »" in fault.message


async def test_an_empty_column_more_changes_nothing(platform: PretendedPlatform, tmp_path: Path) -> None:
    await run(reading(record("Bon")), options(tmp_path / "a"), transport=platform)
    await run(reading(record("Bon", siret="")), options(tmp_path / "b"), transport=platform)

    assert len(platform.registered) == len(set(platform.posts)) == 1


async def test_what_is_no_manifestation_is_named_not_sent_and_no_failure(
    platform: PretendedPlatform, tmp_path: Path
) -> None:
    file = tmp_path / "f.csv"
    file.write_text(
        "titre;debut;cp;ville;public;statut\nBon;14/11/2026;35000;Rennes;tous;\n"
        "Bal;14/11/2026;35000;Rennes;tous;Annulé\nTOTAL;;;;2;\n",
        "utf-8",
    )

    report = await run(read(file.name, file.read_bytes()), options(tmp_path), transport=platform)

    assert kinds(report) == ["listed", "set_aside", "set_aside"]
    assert [outcome.title for outcome in report.outcomes] == ["Bon", "Bal", "TOTAL"]
    assert "Annulée dans le fichier (statut : « Annulé »)" in report.outcomes[1].message
    assert report.all_taken
    assert len(platform.registered) == 1


async def test_what_was_taken_with_something_not_understood_in_it_is_not_taken_whole(
    platform: PretendedPlatform, tmp_path: Path
) -> None:
    report = await run(reading(record("Bon", horaires="Durée : 2h")), options(tmp_path), transport=platform)

    assert (kinds(report), only(report).to_check, report.all_taken) == (["listed"], True, False)


async def test_a_busy_platform_is_given_the_time_it_asks_for(platform: PretendedPlatform, tmp_path: Path) -> None:
    busy = [
        problem(429, "Trop.", retry_after="0"),
        problem(503, "Base.", retry_after="0"),
        problem(502, ""),
    ]
    platform.misbehave = lambda request: busy.pop() if busy and request.method == "POST" else None

    report = await run(reading(record("Bon")), options(tmp_path), transport=platform)

    assert kinds(report) == ["listed"]
    assert len(set(platform.posts)) == 1
    assert len(platform.posts) == 4


async def test_a_broken_line_is_tried_again_with_the_same_key(platform: PretendedPlatform, tmp_path: Path) -> None:
    calls = iter([httpx.ConnectError("refused"), httpx.ReadTimeout("slow")])

    def break_line(_: httpx.Request) -> None:
        if error := next(calls, None):
            raise error

    platform.misbehave = break_line

    assert kinds(await run(reading(record("Bon")), options(tmp_path), transport=platform)) == ["listed"]
    assert len(set(platform.posts)) == 1


async def test_a_platform_that_is_not_there_ends_the_run_and_the_next_one_takes_it_up(
    platform: PretendedPlatform, tmp_path: Path
) -> None:
    def away(request: httpx.Request) -> None:
        raise httpx.ConnectError("refused", request=request)

    platform.misbehave = away
    records = reading(*(record(f"Fête {number}") for number in range(30)))
    report = await run(records, options(tmp_path), transport=platform)
    platform.misbehave = lambda _: None

    again = await run(records, options(tmp_path), transport=platform)

    assert set(kinds(report)) == {"not_sent"}
    assert "ne répond pas" in report.outcomes[29].message
    assert not report.complete
    assert set(kinds(again)) == {"listed"}


async def test_one_record_that_the_platform_chokes_on_holds_up_no_other(
    platform: PretendedPlatform, tmp_path: Path
) -> None:
    platform.misbehave = lambda request: problem(500, "Erreur.") if b"poison" in request.content else None

    report = await run(
        reading(record("poison"), record("Bon"), record("Bien")), options(tmp_path, concurrency=1), transport=platform
    )

    assert kinds(report) == ["not_sent", "listed", "listed"]
    assert "répond 500" in report.outcomes[0].message
    assert Counter(platform.posts).most_common(1)[0][1] == 3


@pytest.mark.parametrize(("status", "says"), [(401, "clé d’accès"), (403, "clé d’accès"), (404, "n’est pas l’adresse")])
async def test_a_closed_door_is_knocked_at_once(
    platform: PretendedPlatform, tmp_path: Path, status: int, says: str
) -> None:
    platform.misbehave = lambda _: problem(status, "Non.")

    report = await run(
        reading(*(record(f"Fête {number}") for number in range(9))),
        options(tmp_path, concurrency=2),
        transport=platform,
    )

    assert set(kinds(report)) == {"not_sent"}
    assert says in report.outcomes[8].message
    assert len(platform.posts) <= 2


async def test_an_answer_that_is_no_json_is_a_refusal_of_that_record_only(
    platform: PretendedPlatform, tmp_path: Path
) -> None:
    platform.misbehave = lambda request: httpx.Response(413, text="<h1>") if b"gros" in request.content else None

    report = await run(reading(record("gros"), record("Bon")), options(tmp_path), transport=platform)

    assert kinds(report) == ["refused", "listed"]


async def test_an_acceptance_without_an_identifier_is_not_believed(platform: PretendedPlatform, tmp_path: Path) -> None:
    platform.misbehave = lambda _: httpx.Response(200, text="<html>")

    assert kinds(await run(reading(record("Bon")), options(tmp_path), transport=platform)) == ["not_sent"]


async def test_no_verdict_in_time_is_said(platform: PretendedPlatform, tmp_path: Path) -> None:
    def undecided(request: httpx.Request) -> httpx.Response | None:
        return (
            None if request.method == "POST" else httpx.Response(200, json={"links": {"page": "https://ici.example"}})
        )

    platform.misbehave = undecided
    report = await run(reading(record("Bon")), options(tmp_path, verdict_seconds=0.02), transport=platform)

    assert kinds(report) == ["undecided"]
    assert only(report).manifestation_id
    assert only(report).page == "https://ici.example"
    assert not report.complete


async def test_with_the_programme_known_a_listed_one_must_be_seen_there(
    platform: PretendedPlatform, tmp_path: Path
) -> None:
    hidden = [1, 2]
    platform.misbehave = lambda request: (
        problem(404, "Rien.") if request.url.host == "programme.example" and hidden and hidden.pop() else None
    )

    report = await run(
        reading(record("Bon")), options(tmp_path, programme_url="https://programme.example"), transport=platform
    )

    assert not hidden
    assert (only(report).page or "").startswith("https://programme.example/programme/")


async def test_an_interrupted_run_reports_what_is_known_and_can_be_taken_up(tmp_path: Path) -> None:
    arrived, goes_on = asyncio.Event(), asyncio.Event()

    class Stalling(PretendedPlatform):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            if b"bloque" in request.content:
                arrived.set()
                await goes_on.wait()
            return await super().handle_async_request(request)

    platform = Stalling()
    records = reading(record("Bon"), record("bloque"), record("Bien"))
    task = asyncio.create_task(run(records, options(tmp_path, concurrency=1), transport=platform))
    await arrived.wait()
    task.cancel()

    report = await task
    goes_on.set()
    again = await run(records, options(tmp_path), transport=platform)

    assert report.interrupted
    assert kinds(report) == ["undecided", "not_sent", "not_sent"]
    assert "relancez la même commande" in report.outcomes[2].message
    assert kinds(again) == ["listed"] * 3
    assert len(platform.posts) == len(set(platform.posts)) == 3


def test_a_memory_cut_by_a_crash_loses_its_last_line_only(tmp_path: Path) -> None:
    (tmp_path / "accepted.jsonl").write_text(
        '{"key":"a","manifestation_id":"1","body_sha256":"x"}\n{"key":"b","mani', "utf-8"
    )
    memory = Memory(tmp_path)
    known = memory.recall("a")
    assert known is not None

    memory.remember("c", known)
    memory.close()

    again = Memory(tmp_path)
    assert [again.recall(key) is not None for key in "abc"] == [True, False, True]


async def test_a_fault_in_a_list_names_the_column_of_the_list_and_no_end_is_missed_without_a_beginning(
    platform: PretendedPlatform, tmp_path: Path
) -> None:
    errors = [
        {"pointer": "/themes/0", "code": "theme_unknown", "message": "Thème inconnu."},
        {"pointer": "/occurrences", "code": "missing", "message": "Champ manquant."},
        {"pointer": "/occurrences/0/ends_at", "code": "missing", "message": "Champ manquant."},
    ]
    platform.misbehave = lambda _: problem(422, "Trois champs.", errors)

    report = await run(reading(record("Bon", thème="machin", debut="demain")), options(tmp_path), transport=platform)

    assert {(fault.pointer, fault.column) for fault in only(report).faults} == {
        ("/occurrences/0/starts_at", "debut"),
        ("/themes/0", "thème"),
    }


async def test_what_was_accepted_before_stays_so_while_the_platform_is_away(
    platform: PretendedPlatform, tmp_path: Path
) -> None:
    def away(request: httpx.Request) -> None:
        raise httpx.ConnectError("refused", request=request)

    await run(reading(record("Bon")), options(tmp_path), transport=platform)
    platform.misbehave = away

    report = await run(reading(record("Bon")), options(tmp_path), transport=platform)

    assert kinds(report) == ["undecided"]
    assert only(report).manifestation_id in platform.registered


async def test_a_platform_that_bounds_how_fast_it_takes_records_is_there_all_the_same(
    platform: PretendedPlatform, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "NEVER_ANSWERED_SECONDS", 0.0)
    busy = [problem(429, "Trop vite.", retry_after="0") for _ in range(3)]
    platform.misbehave = lambda request: busy.pop() if busy and request.method == "POST" else None

    report = await run(reading(record("Bon")), options(tmp_path), transport=platform)

    assert kinds(report) == ["listed"]
