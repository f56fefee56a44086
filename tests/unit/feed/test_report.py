import csv
import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from moisess.feed import screen
from moisess.feed.command import feed
from moisess.feed.mapped import Fault
from moisess.feed.outcomes import Outcome, Report
from moisess.feed.report import write

OUTCOMES = (
    Outcome(
        row=1, kind="listed", message="Au programme.", title="=1+1", manifestation_id="m", page="https://p.example"
    ),
    Outcome(
        row=2,
        kind="field_errors",
        message="Un champ est à corriger.",
        title="[bold]Fête",
        notes=("Une remarque.",),
        faults=(Fault(pointer="/place/postcode", code="x", message="Cinq chiffres.", value="4400", column="CP"),),
    ),
    Outcome(row=3, kind="waiting", message="En attente de la CRESS Bretagne : à vérifier."),
)


def test_the_report_is_written_for_programs_and_for_spreadsheets(tmp_path: Path) -> None:
    lines, table = write(Report(outcomes=OUTCOMES), tmp_path / "nouveau")

    records = [json.loads(line) for line in lines.read_text("utf-8").splitlines()]
    assert [record["kind"] for record in records] == ["listed", "field_errors", "waiting"]
    assert records[1]["faults"][0]["column"] == "CP"
    assert table.read_bytes().startswith(b"\xef\xbb\xbf")
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert [row["résultat"] for row in rows] == ["au programme", "champs à corriger", "en attente d’une chambre"]
    assert rows[1]["champs à corriger"] == "CP : Cinq chiffres."


def test_no_title_becomes_a_formula(tmp_path: Path) -> None:
    _, table = write(Report(outcomes=OUTCOMES), tmp_path)

    assert ";'=1+1;" in table.read_text("utf-8-sig")


def test_the_summary_counts_and_shows_what_to_look_at() -> None:
    console = Console(width=120, file=io.StringIO())

    screen.show(Report(outcomes=OUTCOMES, notes=("Fichier lu.",), interrupted=True), console, files=[Path("r.csv")])

    text = console.file.getvalue()  # type: ignore[attr-defined]
    expected = (
        "3 enregistrements",
        "Fichier lu.",
        "1 × En attente de la CRESS Bretagne",
        "[bold]Fête",
        "CP : Cinq chiffres.",
        "Rapport : r.csv",
        "interrompu",
    )
    assert [said for said in expected if said not in text] == []


def test_a_dry_run_shows_the_bodies_and_sends_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "f.csv"
    file.write_text("titre;debut;cp;ville\nFête;14/11/2026;35000;Rennes\nFête;demain;35000;Rennes\n", "utf-8")

    assert feed(file, dry_run=True) == 0

    text = " ".join(capsys.readouterr().out.split())
    assert '"commune_code": "35238"' in text
    assert "« demain » n’est pas une date" in text
    assert "2 enregistrements à envoyer, dont 1 avec des champs incompris" in text


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"key": None}, "La clé d’accès manque"),
        ({"key": "clé"}, "La clé d’accès manque"),
        ({"url": "localhost:8001"}, "n’est pas une adresse"),
        ({"month": 11}, "--month demande --year"),
        ({"file": Path("absent.csv")}, "n’existe pas"),
    ],
)
def test_options_that_cannot_be_used_are_said_in_a_sentence(
    changed: dict[str, object], says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "f.csv"
    file.write_text("titre\nUn\n", "utf-8")

    with pytest.raises(SystemExit) as ended:
        feed(**{"file": file, "key": "cle", **changed})  # type: ignore[arg-type]

    assert ended.value.code == 1
    assert says in " ".join(capsys.readouterr().err.split())
