import json
from pathlib import Path

import pytest

from moisess.matchmaking.arranging import arrange_file
from services.matchmaking.planning.check import check
from services.matchmaking.planning.pairs.arrange import Arranged, arrange
from services.matchmaking.planning.pairs.wishes import Wishes
from tests.unit.matchmaking.planning.pairs.invented import wished
from tests.unit.matchmaking.planning.pairs.test_reading_wishes import DOCUMENT


async def arranged(wishes: Wishes) -> Arranged:
    found = await arrange(wishes, fairness=2, seconds=60, memory_mib=1_400)
    assert isinstance(found, Arranged)
    if found.outcome.plan is not None:
        assert () == check(found.problem, found.outcome.plan, fairness=2).faults
    return found


async def test_pairs_are_chosen_and_placed_and_both_steps_are_proven() -> None:
    found = await arranged(wished([(0, 1, 3), (0, 2, 2), (1, 2, 1), (2, 3, 4)], slots=3, places=2))

    assert (10, 10, 4) == (found.choice.value, found.bound, found.wishes_met)
    assert ("optimal", found.outcome.bound) == (found.outcome.status, found.outcome.breaks)


async def test_pairs_that_share_too_few_slots_are_chosen_anew() -> None:
    # The first has three slots, but those whom he is wished by are all there in the same one alone.
    late = {person: {"absent": frozenset({1, 2})} for person in (1, 2, 3)}
    found = await arranged(wished([(0, 1, 9), (0, 2, 8), (0, 3, 7), (0, 4, 1)], slots=3, people=late))

    assert ((0, 1), (0, 4)) == found.choice.pairs
    assert "optimal" == found.outcome.status


async def test_where_full_agendas_cannot_be_placed_everybody_keeps_a_slot_free() -> None:
    # Three who all meet each other need three slots, although each of them has two meetings.
    found = await arranged(wished([(0, 1, 5), (0, 2, 4), (1, 2, 3)], slots=2))

    assert (((0, 1),), 12) == (found.choice.pairs, found.bound)
    assert "optimal" == found.outcome.status


async def test_a_choice_that_has_no_time_or_memory_says_so() -> None:
    many = wished([(one, other) for one in range(30) for other in range(one)])

    assert "limit" == await arrange(many, fairness=2, seconds=0.001, memory_mib=1_400)
    assert "memory" == await arrange(many, fairness=2, seconds=60, memory_mib=1)


def test_a_document_of_wishes_becomes_a_plan(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "souhaits.json"
    file.write_text(json.dumps(DOCUMENT), encoding="utf-8")

    arrange_file(file, json=True)

    found = json.loads(capfd.readouterr().out)
    assert ("optimal", 16, 16, 2, 2) == tuple(
        found[each] for each in ("status", "value", "value_bound", "wishes", "wishes_met")
    )
    assert [{"participant": "Mutuelle Gamma", "meetings": 1}] == found["missing"]
    assert [["Scop Alpha", "Ville de Betteville"], ["Scop Alpha", "Mutuelle Gamma"]] == [
        each["people"] for each in found["meetings"]
    ]


def test_people_read_names_and_what_is_missing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "souhaits.json"
    file.write_text(json.dumps(DOCUMENT), encoding="utf-8")

    arrange_file(file)

    printed = capfd.readouterr().out.replace("\N{NO-BREAK SPACE}", " ")
    assert "2 paires sur 2 possibles, 16 points sur 16 au plus ; 2 souhaits sur 2." in printed
    assert "Mutuelle Gamma : 1 rendez-vous de moins que le minimum." in printed
    assert "Scop Alpha – Ville de Betteville" in printed
