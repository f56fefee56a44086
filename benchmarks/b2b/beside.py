"""Other solvers beside the planner, each with so many seconds of a processor for each instance."""

from collections.abc import Sequence
from pathlib import Path

from benchmarks.b2b.apart import solve_apart
from benchmarks.b2b.others import compared_table
from benchmarks.b2b.report import write
from benchmarks.b2b.results import DOCS, RESULTS, Compared, Results
from benchmarks.b2b.rivals import RIVALS
from services.matchmaking.planning.dzn import read_instance

FAIRNESS = 2


def beside(
    folder: Path, *, solvers: Sequence[str] = tuple(RIVALS), limit: float = 20, only: str = "*", to: Path = DOCS
) -> None:
    """Let other solvers prove the same instances, but for what is known.

    Parameters
    ----------
    folder
        Its ``.dzn`` files are read.
    solvers
        Some of them; all where none is named.
    limit
        Seconds of a processor for one instance.
    only
        A pattern of names.
    to
        The folder of the report and its figures, which are there already.
    """
    results = Results.load(to / RESULTS)
    optima = {each.name: each.breaks for each in results.instances}
    for file in sorted(folder.glob(f"{only}.dzn")):
        problem = read_instance(file.read_text(encoding="utf-8"))
        for solver in solvers:
            if any((file.stem, solver, limit) == (each.name, each.solver, each.limit) for each in results.compared):
                continue
            answer = solve_apart(RIVALS[solver], problem, fairness=FAIRNESS, seconds=limit)
            if answer and answer[0] != optima.get(file.stem, answer[0]):
                raise AssertionError(f"{file.stem}: {optima[file.stem]} breaks, and {answer[0]} by {solver}")
            compared = Compared(
                name=file.stem,
                solver=solver,
                limit=limit,
                breaks=answer[0] if answer else None,
                processor=round(answer[1], 1) if answer else None,
            )
            results.compared.append(compared)
            results.save(to / RESULTS)
            print(compared, flush=True)
    write(results, to)
    print(compared_table(results.instances, results.compared))
