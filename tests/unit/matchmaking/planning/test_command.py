import json
from pathlib import Path

import pytest

from moisess.matchmaking.solving import solve_file
from tests.unit.matchmaking.planning.small import FORUM


@pytest.fixture
def forum(tmp_path: Path) -> Path:
    file = tmp_path / "forum.dzn"
    file.write_text(FORUM, encoding="utf-8")
    return file


def test_a_program_reads_one_document_and_progress_stands_on_the_standard_error(
    forum: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    solve_file(forum, json=True)

    printed = capfd.readouterr()
    found = json.loads(printed.out)
    assert {"status", "breaks", "bound", "fairness", "seconds", "slots"} == set(found)
    assert ("optimal", found["breaks"]) == (found["status"], found["bound"])
    assert 3 == found["slots"][2], "a fixed meeting keeps its slot, counted from 1"
    assert found["slots"][0] < found["slots"][4], "the fifth meeting comes after the first"
    assert f"meilleur plan : {found['breaks']} trou" in printed.err


def test_people_read_the_plan_by_slot(forum: Path, capfd: pytest.CaptureFixture[str]) -> None:
    solve_file(forum)

    assert "le minimum, prouvé" in (printed := capfd.readouterr().out)
    assert "Créneau 3 : rendez-vous 3" in printed


def test_what_cannot_be_is_an_answer_with_its_reason(forum: Path, capfd: pytest.CaptureFixture[str]) -> None:
    forum.write_text(FORUM.replace("nTables = 2", "nTables = 1"), encoding="utf-8")
    solve_file(forum, json=True)

    found = json.loads(capfd.readouterr().out)
    assert ("infeasible", None, None) == (found["status"], found["breaks"], found["slots"])
    assert ["4 rendez-vous n’ont que 3 créneaux possibles (1, 2 et 3), où il y a 3 places (1 par créneau)."] == found[
        "reasons"
    ]


def test_no_plan_in_time_ends_with_an_error(forum: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        solve_file(forum, limit=0.001, json=True)

    printed = capfd.readouterr()
    assert 1 == ended.value.code
    assert "unknown" == json.loads(printed.out)["status"]
    assert "Aucun plan connu. Le temps accordé est écoulé" in printed.err


@pytest.mark.parametrize(("written", "said"), [(b"\xff", "UTF-8"), (b"nTables = 3;", "nBusiness manque")])
def test_an_unreadable_file_is_refused_in_a_sentence(
    forum: Path, written: bytes, said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    forum.write_bytes(written)
    with pytest.raises(SystemExit):
        solve_file(forum)

    assert said in capfd.readouterr().err


def test_a_missing_file_is_named(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        solve_file(tmp_path / "absent.dzn")

    assert "absent.dzn ne peut pas être lu" in capfd.readouterr().err
