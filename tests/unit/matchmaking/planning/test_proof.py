import sys
from pathlib import Path
from random import Random

import pytest

from benchmarks.b2b.variants import rename
from services.matchmaking.planning.errors import NoChecker
from services.matchmaking.planning.proof import write_proofs
from services.matchmaking.planning.search import search
from services.matchmaking.planning.verify_proof import holds
from tests.unit.matchmaking.planning.small import ROUND_ROBIN, problem

# The first meets early and late, so that one break at least is his.
GAP = problem([*ROUND_ROBIN, (0, 4), (0, 5)], slots=6, fixed={6: 0, 7: 5}, forbidden={0: {2}, 1: {3}})


def test_one_break_fewer_is_refuted_and_another_program_agrees(tmp_path: Path) -> None:
    *_, last = search(GAP, fairness=2, seed=0)
    assert last.breaks

    (proof,) = write_proofs(GAP, tmp_path, fairness=2, breaks=last.breaks)

    assert holds(proof.clauses, proof.refutation)


def test_a_proof_of_something_else_is_not_taken(tmp_path: Path) -> None:
    *_, last = search(GAP, fairness=2, seed=0)
    (proof,) = write_proofs(GAP, tmp_path, fairness=2, breaks=last.breaks)
    lines = proof.clauses.read_text(encoding="ascii").splitlines(keepends=True)
    # Without the last clause, which forbids as many breaks as the best plan has, there is a plan.
    proof.clauses.write_text("".join(lines[:-1]), encoding="ascii")

    assert not holds(proof.clauses, proof.refutation)


def test_that_there_is_no_plan_is_proven_too(tmp_path: Path) -> None:
    triangle = problem([(0, 1), (0, 2), (1, 2)], slots=2)

    assert all(
        holds(proof.clauses, proof.refutation) for proof in write_proofs(triangle, tmp_path, fairness=2, breaks=None)
    )
    crowded = problem([(0, 1), (0, 2), (0, 3)], slots=2)
    assert all(
        holds(proof.clauses, proof.refutation) for proof in write_proofs(crowded, tmp_path, fairness=2, breaks=None)
    )


def test_other_names_have_the_same_proof(tmp_path: Path) -> None:
    one, other = (
        write_proofs(given, tmp_path / folder, fairness=2, breaks=1)
        for folder, given in (("one", GAP), ("other", rename(GAP, Random(3))))  # noqa: S311 -- of names
    )

    assert [each.clauses.read_text(encoding="ascii") for each in one] == [
        each.clauses.read_text(encoding="ascii") for each in other
    ]


def test_zero_breaks_need_no_proof(tmp_path: Path) -> None:
    assert [] == write_proofs(problem(ROUND_ROBIN, slots=3), tmp_path, fairness=2, breaks=0)


def test_where_the_checker_is_not_installed_the_proof_is_said_to_be_unchecked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "dratify", None)

    with pytest.raises(NoChecker, match="écrit mais pas vérifié : dratify n’est pas installé"):
        holds(tmp_path / "au-moins-0.cnf", tmp_path / "au-moins-0.drat")
