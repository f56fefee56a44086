"""``python -m benchmarks.b2b FOLDER``: solve every instance of a folder, print the table, write ``docs/planner.md``."""

import os
import platform
from datetime import UTC, datetime
from pathlib import Path

from cyclopts import App

from benchmarks.b2b.apart import solve_apart
from benchmarks.b2b.beside import beside
from benchmarks.b2b.family import family
from benchmarks.b2b.large import events
from benchmarks.b2b.plain import solve_plainly
from benchmarks.b2b.report import table, write
from benchmarks.b2b.results import DOCS, PROVEN, RESULTS, Result, Results
from benchmarks.b2b.timed import solve_timed
from services.matchmaking.planning.dzn import read_instance

app = App(
    name="benchmarks.b2b", help="Measure the planner of business meetings on instances of the published benchmark."
)
for command in (family, events, beside):
    app.command(command)


@app.default
def measure(
    folder: Path, *, fairness: int = 2, limit: float = 60, plain_limit: float = 0, only: str = "*", to: Path = DOCS
) -> None:
    """Solve each instance once.

    Parameters
    ----------
    folder
        Its ``.dzn`` files are read.
    fairness
        How far the breaks of two participants may differ.
    limit
        Seconds on the clock for one instance, in one process.
    plain_limit
        Seconds of a processor for RC2 on the plain encoding of each; 0 leaves it out.
    only
        A pattern of names; the others keep what was measured before.
    to
        The folder that the report, its chart and the figures are written to.
    """
    earlier = Results.load(to / RESULTS) if (to / RESULTS).exists() else None
    kept = {each.name: each for each in earlier.instances} if earlier else {}
    for file in sorted(folder.glob(f"{only}.dzn")):
        result = _measured(file, fairness=fairness, limit=limit, plain_limit=plain_limit)
        kept[result.name] = result
        print(table([result]).splitlines()[-1], flush=True)
        results = Results(
            measured_on=datetime.now(UTC).date().isoformat(),
            machine=f"Python {platform.python_version()} on {platform.machine()}",
            load_average=round(os.getloadavg()[0], 1),
            fairness=fairness,
            limit=limit,
            instances=sorted(kept.values(), key=lambda each: each.name),
            family=earlier.family if earlier else [],
            events=earlier.events if earlier else [],
            compared=earlier.compared if earlier else [],
        )
        results.save(to / RESULTS)
        write(results, to)


@app.command
def report(*, to: Path = DOCS) -> None:
    """Write the report again from what was measured."""
    write(Results.load(to / RESULTS), to)


def _measured(file: Path, *, fairness: int, limit: float, plain_limit: float) -> Result:
    problem = read_instance(file.read_text(encoding="utf-8"))
    outcome, processor = solve_timed(problem, fairness, limit)
    plain = solve_apart(solve_plainly, problem, fairness=fairness, seconds=plain_limit) if plain_limit else None
    if plain and outcome.status in PROVEN and plain[0] != outcome.breaks:
        raise AssertionError(f"{file.name}: {outcome.breaks} breaks, and {plain[0]} by the plain encoding")
    return Result(
        name=file.stem,
        participants=problem.participants,
        meetings=len(problem.meetings),
        slots=problem.slots,
        places=max(problem.places, default=0),
        status=outcome.status,
        breaks=outcome.breaks,
        bound=outcome.bound,
        seconds=round(outcome.seconds, 1),
        processor=round(processor, 1),
        plain=round(plain[1], 1) if plain else None,
        plain_limit=plain_limit,
    )


if __name__ == "__main__":
    app()
