import csv
import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from moisess.feed import command, screen
from moisess.feed.command import feed
from moisess.feed.outcomes import Kind, Outcome, Report
from moisess.feed.report import write
from services.submission.imports.rules.faults import Fault

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
        faults=(
            Fault(
                pointer="/place/postcode",
                code="x",
                message="Cinq chiffres.",
                value="4400",
                column="CP",
                where="colonne CP",
            ),
        ),
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
    assert rows[1]["champs à corriger"] == "colonne CP\u00a0: Cinq chiffres."


def test_no_title_becomes_a_formula(tmp_path: Path) -> None:
    _, table = write(Report(outcomes=OUTCOMES), tmp_path)

    assert ";'=1+1;" in table.read_text("utf-8-sig")


def test_the_summary_counts_and_shows_what_to_look_at() -> None:
    console = Console(width=120, file=io.StringIO())

    screen.show(Report(outcomes=OUTCOMES, notes=("Fichier lu.",), interrupted=True), console, files=[Path("r.csv")])

    text = console.file.getvalue().replace("\u00a0", " ")  # type: ignore[attr-defined]
    expected = (
        "3 enregistrements",
        "Fichier lu.",
        "1 × En attente de la CRESS Bretagne",
        "[bold]Fête",
        "colonne CP : Cinq chiffres.",
        "Rapport : r.csv",
        "interrompu",
    )
    assert [said for said in expected if said not in text] == []


def test_a_dry_run_shows_the_bodies_and_sends_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "f.csv"
    file.write_text(
        "titre;debut;cp;ville;public\nFête;14/11/2026;35000;Rennes;tous\nFête;demain;35000;Rennes;tous\n", "utf-8"
    )

    assert feed(file, dry_run=True) == 1

    text = " ".join(capsys.readouterr().out.split())
    assert '"commune_code": "35238"' in text
    assert "N° 2, colonne debut : « demain » n’est pas une date" in text
    assert "2 enregistrements à envoyer, dont 1 avec des champs incompris" in text


def test_a_dry_run_without_a_fault_ends_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "f.csv"
    file.write_text("titre;debut;cp;ville\nFête;14/11/2026;35000;Rennes\n", "utf-8")

    assert feed(file, dry_run=True, openness="open_to_all") == 0

    text = " ".join(capsys.readouterr().out.split())
    assert "1 enregistrement à envoyer, dont 0 avec des champs incompris ; 0 illisible." in text
    assert "1 enregistrement sans public : complété par « ouvert à tous » des options." in text


def taken(kind: Kind, manifestation_id: str | None = "m") -> Outcome:
    return Outcome(row=1, kind=kind, message="", manifestation_id=manifestation_id)


@pytest.mark.parametrize(
    ("outcomes", "all_taken", "complete"),
    [
        ((taken("listed"), taken("waiting"), taken("refused")), True, True),
        ((taken("listed"), taken("refused", None)), False, True),
        ((taken("listed"), taken("field_errors", None)), False, True),
        ((taken("unreadable", None),), False, True),
        ((taken("undecided"),), False, False),
        ((taken("not_sent", None),), False, False),
        ((), False, True),
    ],
)
def test_only_what_the_platform_has_and_has_judged_counts_as_taken(
    outcomes: tuple[Outcome, ...], *, all_taken: bool, complete: bool
) -> None:
    report = Report(outcomes=outcomes)

    assert (report.all_taken, report.complete) == (all_taken, complete)
    assert not Report(outcomes=outcomes, interrupted=True).all_taken


@pytest.mark.parametrize(
    ("outcomes", "interrupted", "code"),
    [
        ((taken("listed"), taken("refused")), False, 0),
        ((taken("listed"), taken("field_errors", None)), False, 1),
        ((taken("listed"), taken("unreadable", None)), False, 1),
        ((taken("listed"),), True, 130),
    ],
)
def test_the_command_ends_with_0_only_where_every_record_was_taken(
    outcomes: tuple[Outcome, ...],
    interrupted: bool,  # noqa: FBT001 -- a parameter of the case
    code: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def ran(*_: object) -> Report:
        return Report(outcomes=outcomes, interrupted=interrupted)

    monkeypatch.setattr(command, "run", ran)
    monkeypatch.setenv("MOISESS_KEY", "cle")
    file = tmp_path / "f.csv"
    file.write_text("titre\nUn\n", "utf-8")

    assert feed(file, report=tmp_path) == code


def test_the_help_says_what_the_exit_code_means() -> None:
    help_text = " ".join((feed.__doc__ or "").split())

    assert "Le code de sortie n’est 0 que si chaque enregistrement a été pris" in help_text
    assert "Il est 1 si une ligne est illisible, a des champs à corriger" in help_text
    assert "si le fichier est vide ou inutilisable" in help_text


def test_numbers_plurals_and_line_ends_are_those_of_french() -> None:
    console = Console(width=40, file=io.StringIO())
    many = tuple(taken("waiting") for _ in range(4000))
    guillemets = Outcome(row=1, kind="unreadable", message=" ".join(f"{'x' * size} « a b » : c" for size in range(40)))

    screen.show(Report(outcomes=(*many, guillemets)), console, files=[])
    screen.show(Report(outcomes=(guillemets,)), console, files=[])

    text = console.file.getvalue()  # type: ignore[attr-defined]
    assert "4\u202f001\u00a0enregistrements" in text
    assert text.count("4\u202f000") == 2
    assert "1\u00a0enregistrement\n" in "\n".join(line.rstrip() for line in text.splitlines())
    assert "(s)" not in text
    lines = [line.strip(" ") for line in text.splitlines()]
    assert not [line for line in lines if line.startswith((":", "»")) or line.endswith("«")]


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"key_file": Path("/dev/null")}, "La clé d’accès manque"),
        ({"key_file": Path("absent.txt")}, "absent.txt de la clé d’accès n’est pas lisible"),
        ({"url": "localhost:8001"}, "n’est pas une adresse"),
        ({"month": 11}, "--month demande --year"),
        ({"file": Path("absent.csv")}, "n’existe pas"),
        ({"file": Path("/dev/null")}, "est vide"),
    ],
)
def test_options_that_cannot_be_used_are_said_in_a_sentence(
    changed: dict[str, object],
    says: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MOISESS_KEY", "cle")
    file = tmp_path / "f.csv"
    file.write_text("titre\nUn\n", "utf-8")

    with pytest.raises(SystemExit) as ended:
        feed(**{"file": file, **changed})  # type: ignore[arg-type]

    assert ended.value.code == 1
    assert says in " ".join(capsys.readouterr().err.split())
