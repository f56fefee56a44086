"""Rows that are no manifestation to register are named and left out; whatever might be one stays."""

import json
from typing import Any

import pytest

from services.submission.imports.mapping.defaults import Defaults
from services.submission.imports.mapping.mapping import map_record
from services.submission.imports.reading.read import read
from tests.support.workbooks import xlsx

HEADINGS = ("Titre", "Description", "Date", "Ville", "Statut", "Observations")


def asides(*lines: str) -> list[str | None]:
    content = "\n".join([";".join(HEADINGS), *lines])
    return [row.aside for row in read("a.csv", content.encode()).rows]


def line(title: str = "Atelier", status: str = "", remark: str = "") -> str:
    return f"{title};On répare ensemble;14/11/2026;Rennes;{status};{remark}"


@pytest.mark.parametrize(
    "status",
    ["Annulé", "ANNULÉE !", "annulation", "Événement annulé", "Cet atelier est annulé", "n’aura pas lieu",
     "Déprogrammé", "Supprimé", "refusé", "Cancelled", "https://schema.org/EventCancelled", "6"],
)  # fmt: skip
def test_what_a_status_calls_off_is_set_aside_and_named(status: str) -> None:
    [aside] = asides(line(status=status))

    assert aside is not None
    assert "Statut" in aside


@pytest.mark.parametrize("status", ["Confirmé", "Validé", "COMPLET", "non annulé", "Programmé", "1", "publié"])
def test_what_takes_place_is_kept(status: str) -> None:
    assert asides(line(status=status)) == [None]


@pytest.mark.parametrize(
    "title",
    ["[ANNULÉ] Fête", "Annulé : Fête", "Fête - ANNULÉ", "Fête (annulée)", "ANNULÉE Fête", "CANCELLED - Fête".title()],
)
def test_a_title_says_that_it_is_cancelled(title: str) -> None:
    assert None not in asides(line(title=title))


@pytest.mark.parametrize("title", ["Comment annuler sa dette ?", "Annuler, recommencer", "La dette annulée, un débat"])
def test_a_title_that_speaks_of_it_is_a_title(title: str) -> None:
    assert asides(line(title=title)) == [None]


def test_a_cell_of_any_column_that_says_nothing_else_calls_it_off() -> None:
    assert [aside is not None for aside in asides(line(remark="Annulé"), line(remark="Annulé en 2025"))] == [
        True,
        False,
    ]


@pytest.mark.parametrize("value", [True, "oui", "X", 1])
def test_a_column_that_asks_is_answered(value: Any) -> None:
    record = {"title": "Fête", "start": "2026-11-14", "is_canceled": value}

    [row] = read("a.json", json.dumps([record]).encode()).rows

    assert row.aside is not None


@pytest.mark.parametrize(
    "first",
    ["TOTAL", "Total général : 12", "Sous-total novembre", "Nombre d’événements : 12", "12 manifestations",
     "Novembre", "RENNES", "Bretagne", "Ille-et-Vilaine", "NB : à relire", "Légende : en rouge", "* obligatoire",
     "Merci de compléter avant le 12/09"],
)  # fmt: skip
def test_totals_subtitles_and_remarks_are_no_manifestations(first: str) -> None:
    [aside] = asides(f"{first};;;;;")

    assert aside is not None


def test_a_title_alone_is_still_to_be_completed_and_a_dance_is_no_total() -> None:
    assert asides("Atelier vélo;;;;;", line(title="Total danse")) == [None, None]


@pytest.mark.parametrize(
    "first", ["(obligatoire);(obligatoire);jj/mm/aaaa;;;", "Ex : Fête;Une fête;14/11/2026;Rennes;;"]
)
def test_instructions_and_examples_under_the_headings_are_set_aside(first: str) -> None:
    assert None not in asides(first)


@pytest.mark.parametrize(
    ("field", "value"),
    [("statut", "à confirmer"), ("statut", "Brouillon"), ("statut", "En attente de validation"), ("state", 1),
     ("state", 0), ("publié", "non"), ("statut", "tentative")],
)  # fmt: skip
def test_what_is_not_decided_yet_is_a_question(field: str, value: Any) -> None:
    mapped = map_record({"titre": "Fête", "date": "14/11/2026", field: value}, Defaults())

    assert "unsettled" in {fault.code for fault in mapped.faults}


@pytest.mark.parametrize(
    ("field", "value"), [("state", 2), ("publié", "oui"), ("statut", "confirmé"), ("state", "Oise")]
)
def test_what_is_decided_is_none(field: str, value: Any) -> None:
    mapped = map_record({"titre": "Fête", "date": "14/11/2026", field: value}, Defaults())

    assert "unsettled" not in {fault.code for fault in mapped.faults}


@pytest.mark.parametrize(
    ("field", "value"),
    [("Observations", "annulé faute de salle"), ("Remarques internes", "Reporté à l’an prochain ?"),
     ("Maintenu ?", "Non"), ("Validation", "en attente"), ("description", "ANNULÉ ! On devait danser."),
     ("Confirmé", "non"), ("description", "Événement annulé : la salle est fermée."), ("status", 3),
     ("eventStatus", "EventMovedOnline")],
)  # fmt: skip
def test_what_a_remark_or_the_start_of_a_text_calls_off_is_a_question(field: str, value: Any) -> None:
    mapped = map_record({"titre": "Fête", "date": "14/11/2026", field: value}, Defaults())

    assert "unsettled" in {fault.code for fault in mapped.faults}


@pytest.mark.parametrize(
    ("field", "value"),
    [("Observations", "salle réservée"), ("Remarques", "annulation possible en cas de pluie"), ("Maintenu ?", "Oui"),
     ("description", "En cas de pluie, la balade est annulée."), ("description", "Annuler un crédit, mode d’emploi."),
     ("Statut de la structure", "3")],
)  # fmt: skip
def test_a_remark_that_calls_nothing_off_is_none(field: str, value: Any) -> None:
    mapped = map_record({"titre": "Fête", "date": "14/11/2026", field: value}, Defaults())

    assert "unsettled" not in {fault.code for fault in mapped.faults}


def test_a_postponed_title_is_a_question() -> None:
    mapped = map_record({"titre": "REPORTÉ - Fête", "date": "14/11/2026"}, Defaults())

    assert "postponed" in {fault.code for fault in mapped.faults}


@pytest.mark.parametrize("title", ["Caf\ufffd solidaire", "Caf? coop?ratif", "F=C3=AAte du lien", "F+AOo-te du lien"])
def test_letters_that_were_lost_are_not_published(title: str) -> None:
    [fault] = [each for each in map_record({"titre": title}, Defaults()).faults if each.code == "letters_lost"]

    assert title[:8] in fault.message


@pytest.mark.parametrize("text", ["Où ? Quand ? Comment ?", "Voir https://exemple.fr/?a=b?c", "1+1=2, 100 % C+", "A+B"])
def test_questions_addresses_and_sums_have_lost_no_letters(text: str) -> None:
    faults = map_record({"titre": "Fête", "description": text}, Defaults()).faults

    assert "letters_lost" not in {fault.code for fault in faults}


def test_a_subtitle_of_a_workbook_has_no_cells_behind_it() -> None:
    rows = read("a.xlsx", xlsx(HEADINGS, ("Décembre",), line().split(";"), ("RENNES",))).rows

    assert [row.aside is not None for row in rows] == [True, False, True]
