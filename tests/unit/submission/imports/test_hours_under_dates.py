"""Hours under headings of dates, durations, further dates and places that contradict each other."""

import pytest

from services.submission.imports.mapping.mapped import Mapped
from services.submission.imports.text import one_line
from tests.unit.submission.imports.test_recurrence import codes, mapped, times

DAY = {"Date": "14/11/2026"}


@pytest.mark.parametrize(("begins", "ends"), [("14:00", "18:00"), ("14h", "18h"), ("2:00 PM", "6 PM")])
def test_an_hour_alone_under_the_heading_of_a_date_is_an_hour(begins: str, ends: str) -> None:
    both = mapped(**DAY, Début=begins, Fin=ends)
    end = mapped(**{"Date de début": "14/11/2026 14h", "Date de fin": ends})

    assert [("11-14T14:00", "11-14T18:00")] == times(both) == times(end)
    assert not {fault for fault in both.faults if fault.pointer.startswith("/occurrences")}


@pytest.mark.parametrize("lasts", ["2h", "2 heures", "2h00", "120 min"])
def test_what_lasts_ends(lasts: str) -> None:
    one = mapped(**DAY, **{"Heure de début": "14h", "Durée": lasts})

    assert [("11-14T14:00", "11-14T16:00")] == times(one)
    assert any("durée" in note for note in one.notes)


def test_a_duration_that_is_none_is_asked_about_and_an_end_that_is_written_counts() -> None:
    assert "duration_format" in codes(mapped(**DAY, **{"Heure de début": "14h", "Durée": "longtemps"}))
    written = mapped(**DAY, **{"Heure de début": "14h", "Heure de fin": "17h", "Durée": "2h"})
    assert [("11-14T14:00", "11-14T17:00")] == times(written)


@pytest.mark.parametrize(
    ("heading", "cell"),
    [("Date 2", "21/11/2026"), ("Heure de début 2", "16h"), ("Autres dates", "21 et 28/11"),
     ("Exceptions", "sauf le 10"), ("Séance 3", "21/11"), ("Dates annulées", "21/11")],
)  # fmt: skip
def test_further_dates_in_a_column_that_nobody_reads_are_asked_about(heading: str, cell: str) -> None:
    assert "dates_elsewhere" in codes(mapped(**DAY, **{heading: cell}))


@pytest.mark.parametrize("heading", ["Date de saisie", "Date limite", "Mis à jour le", "Heures de bénévolat"])
def test_other_dates_are_none_of_them(heading: str) -> None:
    assert "dates_elsewhere" not in codes(mapped(**DAY, **{heading: "21/09/2026"}))


def place(one: Mapped) -> tuple[str | None, str | None]:
    where = one.body.get("place", {})
    return where.get("postcode"), where.get("commune_code")


def test_a_place_that_says_another_commune_than_the_columns_is_asked_about() -> None:
    one = mapped(**DAY, Lieu="Halle du port, 1 rue du Port, 29200 Brest", Adresse="9 rue du Siège")

    assert "place_contradicts" in codes(one)
    assert "place_contradicts" not in codes(mapped(**DAY, Lieu="Halle, 35000 Rennes", Adresse="9 rue du Port"))


@pytest.mark.parametrize(
    "where",
    [
        {"Lieu": "Salle des fêtes, 1 rue du Port, 35000 Rennes"},
        {"Lieu": "Salle des fêtes\n1 rue du Port\n35000 Rennes"},
        {"Lieu": "", "Adresse": "Salle des fêtes\r\n1 rue du Port,\r\n35000 RENNES"},
    ],
)
def test_a_whole_address_in_one_cell_is_parted_at_its_lines(where: dict[str, str]) -> None:
    one = mapped(**{**DAY, "Code postal": "", "Commune": "", **where})

    assert ("35000", "35238") == place(one)
    assert ("Salle des fêtes", "1 rue du Port") == (one.body["place"]["name"], one.body["place"]["address"])


def test_an_address_with_two_postcodes_is_asked_about() -> None:
    two = {"Adresse": "Salle A : 1 rue du Port 35000 Rennes ; salle B : 3 rue du Quai 29200 Brest"}
    one = mapped(**{**DAY, **two, "Code postal": "", "Commune": ""})

    assert (None, None) == place(one)
    assert any("plusieurs codes postaux" in fault.message for fault in one.faults)


@pytest.mark.parametrize(
    "title", ["Bal annulé", "Bal REPORTÉ", "ANNULATION : Bal", "Bal /!\\ ANNULÉ /!\\", "Bal reportée"]
)
def test_a_title_that_may_call_it_off_is_asked_about(title: str) -> None:
    assert "unsettled" in codes(mapped(**{**DAY, "Titre": title}))


@pytest.mark.parametrize(
    "title", ["La dette annulée, un débat", "REPORTAGE : la ville", "ANNULER LA DETTE", "Reporters en herbe"]
)
def test_a_title_that_speaks_of_it_is_none(title: str) -> None:
    assert "unsettled" not in codes(mapped(**{**DAY, "Titre": title}))


@pytest.mark.parametrize("status", ["Archivé", "Doublon", "Corbeille", "KO"])
def test_what_was_put_away_is_asked_about(status: str) -> None:
    assert "unsettled" in codes(mapped(**DAY, Statut=status))


def test_an_order_number_of_a_spreadsheet_is_one() -> None:
    assert "3" == mapped(**DAY, Référence="3.0").body["external_id"]


def test_quotation_marks_that_became_controls_are_signs_again() -> None:
    assert "“Bal” d’œuvre…" == one_line("\x93Bal\x94 d\x92\x9cuvre\x85")


def test_weekdays_before_their_days_agree_with_them() -> None:
    assert ["11-03", "11-10"] == [begin for begin, _ in times(mapped(Date="les mardis 3 et 10 novembre"))]
    assert not times(mapped(Date="les mardis 3 et 11 novembre"))
    assert not times(mapped(Date="3-10-17 novembre"))
