"""The log as a file for spreadsheets."""

import csv
import io
from datetime import UTC, datetime
from uuid import UUID

import pytest

from services.eligibility.audit.rules import Action, Line
from services.eligibility.desk.views.log import log_csv

AT = datetime(2026, 9, 1, 10, 0, tzinfo=UTC)


def line(why: str) -> Line:
    action = Action(at=AT, act="refused", account_id="a", region_code="53", manifestation_id=UUID(int=1), why=why)
    return Line(number=1, action=action, hash=b"\x01\x02")


def cells(file: bytes) -> list[str]:
    [_, row] = csv.reader(io.StringIO(file.decode("utf-8-sig"), newline=""), delimiter=";")
    return row


@pytest.mark.parametrize("why", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_no_cell_is_run_by_a_spreadsheet(why: str) -> None:
    [*_, motif, _] = cells(log_csv([line(why)], {}))

    assert motif.startswith("'")


def test_a_line_is_a_row_with_its_hash_and_whoever_did_it() -> None:
    row = cells(log_csv([line("Hors sujet ; « lu »")], {"a": "Nadia"}))

    assert row[0] == "1"
    assert row[2] == "Refusée"
    assert row[4] == "Nadia"
    assert row[-2:] == ["Hors sujet ; « lu »", "0102"]
