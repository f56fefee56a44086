import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moisess.feed.csv_rows import read_csv
from moisess.feed.json_rows import read_json
from moisess.feed.read import read
from moisess.feed.rows import FileUnusable, Reading


def fields(reading: Reading) -> list[dict[str, object]]:
    return [dict(row.fields) for row in reading.rows]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_any_usual_separator_is_found(separator: str) -> None:
    content = separator.join(["titre", "ville"]) + "\n" + separator.join(["Fête", "Rezé"])

    assert fields(read_csv(content.encode())) == [{"titre": "Fête", "ville": "Rezé"}]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_any_usual_encoding_and_line_end_is_read(encoding: str, ending: str) -> None:
    content = ending.join(["titre;ville", "Été à l’œuvre;Rezé", ""]).encode(encoding)

    assert fields(read_csv(content)) == [{"titre": "Été à l’œuvre", "ville": "Rezé"}]


def test_what_was_assumed_about_the_encoding_is_said() -> None:
    assert read_csv("titre\nÉté".encode()).notes == ()
    assert "Windows-1252" in read_csv("titre\nÉté".encode("cp1252")).notes[0]


def test_quoted_line_breaks_and_separators_belong_to_their_cell() -> None:
    content = 'titre;description\n"Fête; la ""grande""";"Première ligne\nseconde ligne"\n'

    assert fields(read_csv(content.encode())) == [
        {"titre": 'Fête; la "grande"', "description": "Première ligne\nseconde ligne"}
    ]


def test_a_quote_that_never_closes_costs_its_own_line_only() -> None:
    reading = read_csv(b'titre;ville\n"Ouvert;Nantes\nBon;Rennes\nBon aussi;Brest\n')

    assert [row.fault is None for row in reading.rows] == [False, True, True]
    assert [row.fields.get("ville") for row in reading.rows] == [None, "Rennes", "Brest"]
    assert reading.rows[0].text == '"Ouvert;Nantes'


def test_a_quote_in_the_middle_of_text_costs_its_own_line_only() -> None:
    reading = read_csv(b'titre;ville\n"Le" grand soir;Nantes\nBon;Rennes\n')

    assert [row.fault is None for row in reading.rows] == [False, True]


def test_too_many_cells_are_a_fault_and_too_few_are_empty() -> None:
    reading = read_csv(b"titre;ville;cp\nUn; deux;Nantes;44000\nBon\nBon;Rennes;35000;;\n")

    assert [row.fault is None for row in reading.rows] == [False, True, True]
    assert "4 cases pour 3 colonnes" in (reading.rows[0].fault or "")


def test_blank_lines_are_no_records_and_excel_may_name_its_separator() -> None:
    reading = read_csv(b"sep=,\n\ntitre,ville\n\n , \nBon,Brest\n\n")

    assert [(row.number, row.fields["ville"]) for row in reading.rows] == [(1, "Brest")]


TITLED = "Programme de la vallée;;;\n;;;\nTitre *;Date;Code postal;Ville\nFête;14/11/2026;35000;Rennes\n"


@pytest.mark.parametrize(
    "content",
    [
        TITLED,
        TITLED.replace(";;;", ""),
        "Programme de la vallée\nMis à jour; le 3 octobre\n" + TITLED.split("\n", 2)[2],
        "Programme, 2026 ; ébauche\n" + TITLED.split("\n", 2)[2].replace(";", ","),
    ],
)
def test_what_stands_above_the_headings_is_told_and_costs_nothing(content: str) -> None:
    reading = read_csv(content.encode())

    assert [row.fields.get("Ville") for row in reading.rows] == ["Rennes"]
    assert "Programme" in reading.notes[0]


def test_headings_pasted_again_are_no_record() -> None:
    assert len(read_csv(b"titre;ville\nBal;Brest\ntitre;ville\nFest-noz;Rennes\n").rows) == 2


@pytest.mark.parametrize(
    "total", ["TOTAL;2", "Total général;", "Total : 12 actions;", "Nombre total;12", ";Totaux", "Sous-total;1"]
)
def test_a_total_is_set_aside_by_name_and_a_title_that_speaks_of_it_is_not(tmp_path: Path, total: str) -> None:
    file = tmp_path / "f.csv"
    file.write_text(f"id;titre;date\n1;Bal;14/11/2026\n{total};\n3;Total;14/11/2026\n", "utf-8")

    assert [bool(row.aside) for row in read(file).rows] == [False, True, False]


@pytest.mark.parametrize(
    "cancelled",
    [{"status": 6}, {"status": {"id": 6, "label": {"fr": "Annulé"}}}, {"Statut": "Annulée"}, {"titre": "[ANNULÉ] Bal"},
     {"titre": "Annulé : le bal"}],
)  # fmt: skip
def test_what_is_cancelled_is_set_aside(tmp_path: Path, cancelled: dict[str, object]) -> None:
    file = tmp_path / "f.json"
    going = [{"titre": "Bal", "status": 1}, {"titre": "Annuler ou pas ?", "statut": "Programmé"}]
    file.write_text(json.dumps([{"titre": "Bal", **cancelled}, *going]), "utf-8")

    assert [bool(row.aside) for row in read(file).rows] == [True, False, False]


@pytest.mark.parametrize(
    "line",
    [
        '{"total_count": 2, "results": [{"title": "Un"}, {"title": "Deux"}]}',
        '{"data": {"events": [{"title": "Un"}, {"title": "Deux"}]}, "links": [{"rel": "self"}]}',
        '{"results": [{"title": "Un"}]}\n{"results": [{"title": "Deux"}]}',
        '{"liste": [{"title": "Un"}, {"title": "Deux"}]}',
    ],
)
def test_records_held_by_an_object_on_one_line_are_all_read(line: str) -> None:
    reading = read_json(line.encode())

    assert [(row.number, row.fields) for row in reading.rows] == [(1, {"title": "Un"}), (2, {"title": "Deux"})]


def test_a_record_that_has_a_list_is_one_record() -> None:
    for record in (
        {"title": "Chorale", "timings": [{"begin": "2026-11-14"}]},
        {"title": "Chorale", "start": "2026-11-14", "items": [{"piano": 1}]},
    ):
        assert fields(read_json(json.dumps(record).encode())) == [record]
        assert fields(read_json(json.dumps(record, indent=1).encode())) == [record]


@pytest.mark.parametrize("document", ['{"total_count": 0, "results": []}', '{"data": {"events": []}}'])
def test_an_empty_page_of_results_has_no_record(document: str) -> None:
    assert read_json(document.encode()).rows == ()


def test_a_number_kept_as_a_formula_is_the_number() -> None:
    assert fields(read_csv(b'titre;tel\nBal;"=""0261910041"""\n')) == [{"titre": "Bal", "tel": "0261910041"}]


def test_a_header_nobody_can_read_makes_every_line_unreadable_but_loses_none() -> None:
    reading = read_csv(b'"titre;ville\nBon;Brest\nBon;Rennes\n')

    assert len(reading.rows) == 2
    assert all(row.fault for row in reading.rows)


def test_json_lines_are_read_one_by_one_and_a_bad_one_costs_itself_only() -> None:
    lines = [
        b'{"title": "Un"}',
        b"{broken",
        b"",
        b"[1]",
        b'"text"',
        '{"title": "É"}'.encode("cp1252"),
        b'{"title": "Fin"}',
    ]

    reading = read_json(b"\n".join(lines))

    assert [row.number for row in reading.rows] == [1, 2, 3, 4, 5, 6]
    assert [row.fault is None for row in reading.rows] == [True, False, False, False, True, True]
    assert reading.rows[4].fields == {"title": "É"}
    assert "Windows-1252" in reading.notes[0]


@pytest.mark.parametrize(
    "document",
    [
        [{"title": "Un"}, {"title": "Deux"}],
        {"total": 2, "results": [{"title": "Un"}, {"title": "Deux"}]},
        {"type": "FeatureCollection", "features": [
            {"type": "Feature", "geometry": None, "properties": {"title": "Un"}},
            {"type": "Feature", "geometry": None, "properties": {"title": "Deux"}},
        ]},
    ],
)  # fmt: skip
def test_a_whole_document_is_opened_up(document: object) -> None:
    reading = read_json(json.dumps(document, indent=1).encode())

    assert fields(reading) == [{"title": "Un"}, {"title": "Deux"}]


def test_nested_beyond_reason_is_unreadable_not_a_crash() -> None:
    reading = read_json(b'{"title": "Un"}\n' + b"[" * 100_000 + b"\n" + b'{"n": ' + b"9" * 10_000 + b"}")

    assert [row.fault is None for row in reading.rows] == [True, False, False]


def test_the_ending_decides_and_else_the_first_sign(tmp_path: Path) -> None:
    table, records, unknown = tmp_path / "a.csv", tmp_path / "a.jsonl", tmp_path / "a.txt"
    table.write_bytes(b"titre\nUn\n")
    records.write_bytes(b'\xef\xbb\xbf{"titre": "Un"}\n')
    unknown.write_bytes(b' {"titre": "Un"}\n')

    assert fields(read(table)) == fields(read(records)) == fields(read(unknown)) == [{"titre": "Un"}]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("vide.csv", b"", "est vide"),
        ("vide.csv", b"\n\n", "est vide"),
        ("vide.csv", b"\xef\xbb\xbf", "est vide"),
        ("vide.csv", b"titre;ville\n", "n’a que des titres de colonnes"),
        ("vide.json", b"[]", "ne contient aucun enregistrement"),
    ],
)
def test_a_file_without_records_is_refused_in_a_sentence(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)

    with pytest.raises(FileUnusable, match=says):
        read(file)


def zipped(*names: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in names:
            archive.writestr(name, "<xml/>")
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("fete.xlsx", zipped("[Content_Types].xml", "xl/workbook.xml"), "« fete.xlsx » est un classeur (xlsx) : "),
        ("fete.csv", zipped("[Content_Types].xml", "xl/workbook.xml"), "« fete.csv » est un classeur (xlsx) : "),
        ("fete.ods", zipped("content.xml"), "est un classeur (ods) : enregistrez-le au format CSV (UTF-8) ou JSONL."),
        ("fete.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "est un classeur (xls) : "),
        ("fete.csv", zipped("fete.txt"), "est une archive (zip) : donnez un fichier CSV"),
        ("fete.jsonl", b"%PDF-1.7\n", "est un document PDF : "),
        ("fete.csv", b"titre\nF\x00te\n", "est un fichier binaire"),
        ("fete.csv", "titre\nFête\n".encode("utf-16-le"), "dans un autre encodage que l’UTF-8"),
    ],
)
def test_a_spreadsheet_or_another_file_that_is_no_text_is_refused_at_once(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)

    with pytest.raises(FileUnusable) as refused:
        read(file)

    assert says in str(refused.value).replace("\u00a0", " ")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_in_any_usual_encoding_is_no_binary_file(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "fete.csv"
    file.write_bytes("titre\nFête\n".encode(encoding))

    assert fields(read(file)) == [{"titre": "Fête"}]


def test_a_file_that_cannot_be_had_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FileUnusable, match="n’existe pas"):
        read(tmp_path / "absent.csv")
    with pytest.raises(FileUnusable, match="dossier"):
        read(tmp_path)


@given(st.binary())
def test_no_bytes_crash_the_readers(content: bytes) -> None:
    for reading in (read_csv(content), read_json(content)):
        assert [row.number for row in reading.rows] == list(range(1, len(reading.rows) + 1))


@given(st.lists(st.text(alphabet='ab;"\n', max_size=8), max_size=8))
def test_no_line_of_a_table_is_lost(lines: list[str]) -> None:
    """Whatever the quotes, a plain last line is its own record or part of an unreadable one."""
    reading = read_csv("\n".join(["titre;ville", *lines, "dernier;Brest"]).encode())

    assert reading.rows
    last = reading.rows[-1]
    assert last.fields.get("ville") == "Brest" or "dernier" in f"{last.text}{last.fields.values()}"
