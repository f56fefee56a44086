import io
import json
import zipfile

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.submission.imports.mapping.defaults import Defaults
from services.submission.imports.reader import understand
from services.submission.imports.reading.calendars import read_calendar
from services.submission.imports.reading.csv_rows import read_csv
from services.submission.imports.reading.json_rows import read_json
from services.submission.imports.reading.read import read
from services.submission.imports.reading.rows import Reading
from services.submission.imports.reading.sheets import read_sheets
from services.submission.imports.reading.unusable import FileUnusable
from services.submission.imports.task import Task
from tests.support.edition import EDITION


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
def test_a_total_is_set_aside_by_name_and_a_title_that_speaks_of_it_is_not(total: str) -> None:
    content = f"id;titre;date\n1;Bal;14/11/2026\n{total};\n3;Total;14/11/2026\n".encode()

    assert [bool(row.aside) for row in read("f.csv", content).rows] == [False, True, False]


@pytest.mark.parametrize(
    "cancelled",
    [{"status": 6}, {"status": {"id": 6, "label": {"fr": "Annulé"}}}, {"Statut": "Annulée"}, {"titre": "[ANNULÉ] Bal"},
     {"titre": "Annulé : le bal"}],
)  # fmt: skip
def test_what_is_cancelled_is_set_aside(cancelled: dict[str, object]) -> None:
    going = [{"titre": "Bal", "status": 1}, {"titre": "Annuler ou pas ?", "statut": "Programmé"}]
    content = json.dumps([{"titre": "Bal", **cancelled}, *going]).encode()

    assert [bool(row.aside) for row in read("f.json", content).rows] == [True, False, False]


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


def test_the_bytes_decide_and_then_the_ending() -> None:
    table = read("a.csv", b"titre\nUn\n")

    assert fields(table) == fields(read("a.jsonl", b'\xef\xbb\xbf{"titre": "Un"}\n')) == [{"titre": "Un"}]
    assert fields(table) == fields(read("a.txt", b' {"titre": "Un"}\n'))


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("vide.csv", b"", "est vide"),
        ("vide.csv", b"\n\n", "est vide"),
        ("vide.csv", b"\xef\xbb\xbf", "est vide"),
        ("vide.csv", b"titre;ville\n", "n’a que des titres de colonnes"),
        ("vide.json", b"[]", "ne contient aucun enregistrement"),
        ("long.csv", b"titre\n" + b"Un\n" * 10_001, "partagez-le en plusieurs fichiers"),
    ],
)
def test_a_file_without_records_or_with_too_many_is_refused_in_a_sentence(name: str, content: bytes, says: str) -> None:
    with pytest.raises(FileUnusable, match=says):
        read(name, content)


def zipped(*names: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in names:
            archive.writestr(name, "<xml/>")
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("fete.csv", zipped("fete.txt"), "est une archive (zip) : donnez un fichier CSV"),
        ("fete.xlsx", zipped("[Content_Types].xml", "xl/workbook.xml"), "Ce classeur ne peut pas être lu : ouvrez-le"),
        ("fete.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Ce classeur ne peut pas être lu : ouvrez-le"),
        ("fete.numbers", zipped("Index/Document.iwa"), "est un document Numbers : "),
        ("fete.jsonl", b"%PDF-1.7\n", "est un document PDF : "),
        ("fete.csv", b"titre\nF\x00te\n", "est un fichier binaire"),
    ],
)
def test_a_file_that_is_no_table_is_refused_at_once(name: str, content: bytes, says: str) -> None:
    with pytest.raises(FileUnusable) as refused:
        read(name, content)

    assert says in str(refused.value).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"])
def test_text_in_any_usual_encoding_is_no_binary_file(encoding: str) -> None:
    assert fields(read("fete.csv", "titre\nFête\n".encode(encoding))) == [{"titre": "Fête"}]


@pytest.mark.parametrize("encoding", ["cp1252", "iso8859-15", "mac_roman", "cp850"])
@pytest.mark.parametrize(
    "text", ["Été à l'œuvre", "Fête de l’été – « Çà et là »", "Nuit des étoiles à Noël", "Où ? à Besançon, dès 9 h"]
)
def test_code_pages_are_told_apart_by_the_letters_that_they_give(encoding: str, text: str) -> None:
    try:
        content = f"titre;ville\n{text};Orléans\n".encode(encoding)
    except UnicodeEncodeError:
        pytest.skip("this code page does not have all of these signs")

    assert fields(read_csv(content)) == [{"titre": text, "ville": "Orléans"}]


def test_a_line_of_an_old_macintosh_that_is_utf_8_by_chance_is_read_as_its_other_lines() -> None:
    lines = "titre;ville\nL’équilibre;Rennes\nÀ la fête;Orléans\n"
    reading = read_csv(lines.encode("mac_roman"))

    assert [row["titre"] for row in fields(reading)] == ["L’équilibre", "À la fête"]
    assert "ancien Macintosh" in reading.notes[0]


def test_text_in_no_known_code_page_is_refused_rather_than_published_with_wrong_letters() -> None:
    with pytest.raises(FileUnusable, match="encodage"):
        read_csv("titre\nПрограмма выставки\n".encode("koi8-r"))


def test_lines_in_another_encoding_than_the_rest_do_not_spoil_the_rest() -> None:
    reading = read_csv("titre\nFête\n".encode() + "Été\n".encode("cp1252"))

    assert fields(reading) == [{"titre": "Fête"}, {"titre": "Été"}]
    assert "Des lignes du fichier" in reading.notes[0]


@given(st.binary())
def test_no_bytes_crash_the_readers(content: bytes) -> None:
    for reader in (read_csv, read_json, read_calendar, read_sheets):
        try:
            reading = reader(content)
        except FileUnusable:
            continue
        assert [row.number for row in reading.rows] == list(range(1, len(reading.rows) + 1))


@given(st.lists(st.text(alphabet='ab;"\n', max_size=8), max_size=8))
def test_no_line_of_a_table_is_lost(lines: list[str]) -> None:
    """Whatever the quotes, a plain last line is its own record or part of an unreadable one."""
    reading = read_csv("\n".join(["titre;ville", *lines, "dernier;Brest"]).encode())

    assert reading.rows
    last = reading.rows[-1]
    assert last.fields.get("ville") == "Brest" or "dernier" in f"{last.text}{last.fields.values()}"


NESTED = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(alphabet=st.characters(), max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=10,
)


@given(
    st.lists(st.dictionaries(st.sampled_from(["titre", "date", "ville", "timings", "public", "x"]), NESTED), min_size=1)
)
def test_whatever_json_holds_can_be_stored(records: list[dict[str, object]]) -> None:
    found = understand(Task(file_name="a.json", defaults=Defaults(), edition=EDITION), json.dumps(records).encode())

    written = msgspec.json.encode(found)
    assert b"\\u0000" not in written


def test_a_record_that_is_nested_beyond_reason_is_cut_and_not_a_crash() -> None:
    deep = b'{"titre": ' + b'{"a": ' * 900 + b"1" + b"}" * 901
    found = understand(Task(file_name="a.json", defaults=Defaults(), edition=EDITION), b"[" + deep + b"]")

    assert len(found.rows) == 1
