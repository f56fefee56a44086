import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from moisess.matchmaking.arranging import arrange_file
from services.matchmaking.planning.errors import Unreadable
from services.matchmaking.planning.pairs.wishes import Pair, Participant, Wish, Wishes
from services.matchmaking.planning.replan.read import read_plan
from services.matchmaking.planning.replan.replan import Replanned, replan
from services.matchmaking.planning.replan.standing import Before, State
from tests.unit.matchmaking.planning.pairs.invented import wished

# Everybody of four wishes to meet everybody else; the plan that stands has no break.
ALL = [(0, 1, 9), (0, 2, 8), (0, 3, 7), (1, 2, 6), (1, 3, 5), (2, 3, 4)]
STOOD = {(0, 1): 0, (2, 3): 0, (0, 2): 1, (1, 3): 1, (0, 3): 2, (1, 2): 2}


def before(slots: dict[Pair, int], states: dict[Pair, State] | None = None) -> list[Before]:
    return [
        Before(
            names=(f"Coopérative {pair[0] + 1}", f"Coopérative {pair[1] + 1}"),
            pair=pair,
            slot=slot,
            state=(states or {}).get(pair, "proposed"),
        )
        for pair, slot in slots.items()
    ]


async def replanned(wishes: Wishes, stood: Sequence[Before], *, past: int = 0) -> Replanned:
    found = await replan(wishes, stood, past=past, fairness=2, seconds=60, memory_mib=1_400)
    assert isinstance(found, Replanned)
    assert found.fewest
    return found


def placed(found: Replanned) -> dict[Pair, int]:
    assert found.arranged.outcome.plan is not None, found.arranged.outcome.reasons
    return dict(zip(found.arranged.choice.pairs, found.arranged.outcome.plan, strict=True))


def told(found: Replanned) -> list[tuple[int | None, int | None, str]]:
    return [(each.before, each.after, each.reason) for each in found.differences]


async def test_where_nothing_changed_nothing_changes() -> None:
    found = await replanned(wished(ALL, slots=5), before(STOOD))

    assert (dict(STOOD), []) == (placed(found), told(found))


async def test_a_late_arrival_is_added_to_the_plan_that_stands() -> None:
    found = await replanned(wished([*ALL, (3, 4)], slots=5), before(STOOD))

    assert STOOD.items() <= placed(found).items()
    assert [(None, 3, "")] == told(found)


async def test_who_does_not_come_is_taken_out_and_the_others_stay() -> None:
    gone = {3: {"absent": frozenset(range(5))}}
    found = await replanned(wished(ALL, slots=5, people=gone), before(STOOD, {(0, 3): "accepted"}))

    assert {(0, 1): 0, (0, 2): 1, (1, 2): 2} == placed(found)
    assert [
        (0, None, "Coopérative 4 est absent au créneau 1"),
        (1, None, "Coopérative 4 est absent au créneau 2"),
        (2, None, "Coopérative 4 est absent au créneau 3"),
    ] == told(found)


async def test_what_is_over_stays_whatever_is_said_now() -> None:
    # The first table was lost, and one who met in the first slot has left since.
    left = {3: {"absent": frozenset(range(5))}}
    found = await replanned(wished(ALL, slots=5, places=1, people=left), before(STOOD), past=1)

    assert {(0, 1): 0, (2, 3): 0}.items() <= placed(found).items()
    assert all(slot > 0 for pair, slot in placed(found).items() if STOOD[pair] > 0)


async def test_a_table_that_is_lost_moves_what_was_only_accepted() -> None:
    wishes = replace(wished(ALL, slots=6), places=(2, 1, 2, 2, 2, 2))
    found = await replanned(wishes, before(STOOD, {(0, 2): "accepted", (1, 3): "printed"}))

    assert 1 == placed(found)[1, 3]
    assert (0, 2) in placed(found), "who has accepted still meets"
    assert (1, placed(found)[0, 2], "le créneau 2 n’a plus que 1 places") in told(found)


async def test_what_was_accepted_stays_although_it_costs_a_break() -> None:
    stood = before({(0, 1): 0, (0, 2): 4}, {(0, 1): "accepted", (0, 2): "printed"})
    found = await replanned(wished([(0, 1), (0, 2)], slots=5), stood)

    assert ({(0, 1): 0, (0, 2): 4}, 1) == (placed(found), found.arranged.outcome.breaks)


async def test_of_choices_worth_as_much_the_one_that_stands_is_kept() -> None:
    equal = wished([(0, 1), (0, 2), (0, 3), (0, 4)], slots=2)

    assert {(0, 2): 1, (0, 3): 0} == placed(await replanned(equal, before({(0, 3): 0, (0, 2): 1})))


async def test_who_is_refused_or_not_registered_any_more_is_called_off() -> None:
    stood = [*before(STOOD, {(0, 1): "accepted"}), Before(names=("Coopérative 1", "Partie"), pair=None, slot=3)]
    found = await replanned(wished(ALL, slots=5, vetoes=[(0, 1)]), stood)

    assert (0, None, "refusé depuis") in told(found)
    assert (3, None, "plus inscrit") in told(found)


def test_a_plan_is_written_and_read_as_the_previous_one(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    names = ["Scop Alpha", "Ville de Betteville", "Mutuelle Gamma"]
    wishes, plan = tmp_path / "souhaits.json", tmp_path / "plan.json"
    asked = {
        "slots": 4,
        "places": 2,
        "participants": [{"name": name} for name in names],
        "wishes": [{"from": names[0], "to": names[1]}, {"from": names[0], "to": names[2]}],
    }
    wishes.write_text(json.dumps(asked), encoding="utf-8")
    arrange_file(wishes, json=True)
    stood = json.loads(capfd.readouterr().out)
    stood["meetings"][0]["state"] = "accepted"
    plan.write_text(json.dumps(stood), encoding="utf-8")
    wishes.write_text(json.dumps({**asked, "vetoes": [[names[2], names[0]]]}), encoding="utf-8")

    arrange_file(wishes, previous=plan, json=True)

    found = json.loads(capfd.readouterr().out)
    assert [stood["meetings"][0]] == found["meetings"]
    assert ["refusé depuis"] == [each["reason"] for each in found["differences"]]
    arrange_file(wishes, previous=plan)
    printed = capfd.readouterr().out.replace("\N{NO-BREAK SPACE}", " ")
    assert "1 différence, le moins possible :" in printed
    assert "Scop Alpha – Mutuelle Gamma : annulé" in printed


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[]", "Plan précédent : Le document : il y faut un objet, et non une liste."),
        ('{"meetings": [{"people": ["A", "B"], "slot": 0}]}', "meetings[0].slot"),
        ('{"meetings": [{"people": ["A", "A"], "slot": 1}]}', "une paire s’y trouve deux fois"),
        ("{", "n’est pas un document JSON"),
    ],
)
def test_a_plan_that_cannot_be_read_is_refused_in_a_sentence(text: str, said: str) -> None:
    nobody = Wishes(
        slots=1,
        morning=1,
        places=(1,),
        participants=(Participant(name="A"), Participant(name="B")),
        wishes=(Wish(0, 1),),
    )
    with pytest.raises(Unreadable) as refused:
        read_plan(text.encode(), nobody)

    assert said in str(refused.value)
