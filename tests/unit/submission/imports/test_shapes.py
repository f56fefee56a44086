"""Shapes in which programs and portals hand out what they know, and tables that are none."""

import json
from typing import Any

import pytest

from services.submission.imports.mapping.defaults import Defaults
from services.submission.imports.mapping.mapping import map_record
from services.submission.imports.reading.read import read
from services.submission.imports.reading.unusable import FileUnusable

ONE = {"title": "Fête", "start": "2026-11-14T14:00", "end": "2026-11-14T18:00", "city": "Rennes"}
TWO = {**ONE, "title": "Bal"}


def titles(value: Any) -> list[str]:
    content = value if isinstance(value, bytes) else json.dumps(value).encode()
    reading = read("a.json", content)
    return [map_record(row.fields, Defaults()).body.get("title", "") for row in reading.rows if not row.fault]


@pytest.mark.parametrize(
    "value",
    [
        [ONE, TWO],
        {"results": [ONE, TWO]},
        {"nhits": 2, "records": [{"fields": ONE}, {"fields": TWO}]},
        {"success": True, "result": {"fields": [{"id": "title"}], "records": [ONE, TWO]}},
        {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": one} for one in (ONE, TWO)]},
        {"a": ONE, "b": TWO},
        {"meta": {"count": 2}, "content": {"mine": [ONE, TWO]}},
        {"columns": list(ONE), "rows": [list(ONE.values()), list(TWO.values())]},
        [list(ONE), list(ONE.values()), list(TWO.values())],
        b"[\n" + json.dumps(ONE).encode() + b",\n" + json.dumps(TWO).encode() + b",\n]",
        {"@context": "https://schema.org", "@graph": [ONE, TWO]},
    ],
)
def test_records_are_found_wherever_a_program_puts_them(value: Any) -> None:
    assert titles(value) == ["Fête", "Bal"]


def test_of_an_array_that_is_cut_off_the_whole_records_are_read_and_the_last_is_named() -> None:
    content = json.dumps([ONE, TWO, {**ONE, "title": "Marché"}]).encode()[:-30]

    reading = read("a.json", content)

    assert titles(content) == ["Fête", "Bal"]
    assert [row.text[:18] for row in reading.rows if row.fault] == ['{"title": "March\\u']


def test_a_record_with_a_list_of_dates_is_one_record() -> None:
    assert titles({"title": "Fête", "timings": [{"begin": "2026-11-14", "end": "2026-11-14"}]}) == ["Fête"]


@pytest.mark.parametrize(
    "record",
    [
        {"name": "Fête", "startDate": "2026-11-14", "location": {"name": "Le Hangar", "address": {
            "streetAddress": "1 rue du Port", "postalCode": "35000", "addressLocality": "Rennes"}},
         "organizer": {"name": "La Filature"}},
        {"name": "Fête", "start_time": "2026-11-14T00:00", "place": {"name": "Le Hangar", "location": {
            "street": "1 rue du Port", "zip": "35000", "city": "Rennes"}}, "organizer": [{"organizer": "La Filature"}]},
        {"title": "Fête", "start_date": "2026-11-14 00:00:00", "venue": {"venue": "Le Hangar",
            "address": "1 rue du Port", "zip": "35000", "city": "Rennes"}, "organizer": [{"organizer": "La Filature"}]},
        {"summary": "Fête", "start": {"date": "2026-11-14"}, "end": {"date": "2026-11-15"},
         "location": "Le Hangar, 1 rue du Port, 35000 Rennes", "organisation": "La Filature"},
    ],
)  # fmt: skip
def test_places_days_and_organisers_are_understood_as_deep_as_programs_nest_them(record: dict[str, Any]) -> None:
    body = map_record(record, Defaults(without_number=True)).body

    assert body["title"] == "Fête"
    assert body["occurrences"] == [{"starts_at": "2026-11-14"}]
    assert body["place"] == {
        "name": "Le Hangar", "address": "1 rue du Port", "postcode": "35000", "commune_code": "35238"
    }  # fmt: skip
    assert body["organiser"] == {"name": "La Filature"}


def test_whoever_entered_it_is_not_published() -> None:
    record = {**ONE, "contributor": {"memberName": "Camille Inventée", "email": "camille@prive.example"},
              "organizer": {"email": "dominique@prive.example", "displayName": "Dominique"}}  # fmt: skip

    mapped = map_record(record, Defaults())

    assert "prive" not in json.dumps(mapped.body)
    assert "Inventée" not in json.dumps(mapped.body, ensure_ascii=False)
    assert sum("Non publié sans confirmation" in note for note in mapped.notes) == 2


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.xls", b"<html><table><tr><td>Titre</td></tr></table></html>", "page web"),
        ("a.xml", b'<?xml version="1.0"?><a/>', "page web ou du XML"),
        ("a.csv", "Titre:Date:Ville\nFête:14/11/2026:Rennes".encode(), "point-virgule"),
        ("a.csv", "Titre;Fête\nDate;14/11/2026\nVille;Rennes\nLieu;Hangar\nAdresse;Port".encode(), "transposez-le"),
        ("a.csv", "Fête;14/11/2026;Rennes\nBal;15/11/2026;Brest".encode(), "ligne de titres"),
    ],
)
def test_what_is_no_table_with_headings_is_refused_with_the_way_out(name: str, content: bytes, says: str) -> None:
    with pytest.raises(FileUnusable, match=says):
        read(name, content)


def test_headings_stand_under_a_long_introduction_and_are_said_again_on_each_page() -> None:
    above = [f"Mode d’emploi, point {number}" for number in range(20)]
    lines = [*above, "Titre;Date;Ville", "Fête;14/11/2026;Rennes", "TITRE;DATE;VILLE", "Bal;15/11/2026;Brest"]

    reading = read("a.csv", "\n".join(lines).encode())

    assert [row.fields["Titre"] for row in reading.rows] == ["Fête", "Bal"]
    assert "Mode d’emploi, point 0" in reading.notes[0]


@pytest.mark.parametrize("sign", "^~¦")
def test_unusual_separators_are_known_by_the_headings_between_them(sign: str) -> None:
    reading = read("a.csv", f"Titre{sign}Date{sign}Ville\nFête{sign}14/11/2026{sign}Rennes".encode())

    assert reading.rows[0].fields["Ville"] == "Rennes"
