"""``python -m benchmarks``: measure, write ``docs/performance.md`` with its charts, say what was not reached."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import uvloop
from cyclopts import App
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from benchmarks.machine import this_machine
from benchmarks.report import write
from benchmarks.results import Results
from benchmarks.stage import staged
from benchmarks.suite import MEASURES, QUICK, Effort, Name, steps

DOCS = Path(__file__).parents[1] / "docs"
RESULTS = "performance.json"

app = App(name="benchmarks", help="Measure the platform beside the floor that raw clients set.")


@app.default
def bench(*, only: Sequence[Name] = (), quick: bool = False, to: Path = DOCS) -> None:
    """Measure.

    Parameters
    ----------
    only
        These measures; what was measured before of the others is kept.
    quick
        A few minutes, to see that everything runs; the figures mean little.
    to
        The folder that the report and its charts are written to.
    """
    chosen, effort = tuple(only) or tuple(MEASURES), QUICK if quick else Effort()
    file = to / RESULTS
    before = Results.load(file) if only and file.exists() else None

    def keep(measured: Results) -> Results:
        results = before.with_newer(measured) if before else measured
        results.save(file)
        write(results, to)
        return results

    _conclude(keep(uvloop.run(_measure(chosen, effort, keep))))


@app.command
def report(*, to: Path = DOCS) -> None:
    """Write the report again from what was measured."""
    write(Results.load(to / RESULTS), to)


async def _measure(chosen: Sequence[Name], effort: Effort, keep: Callable[[Results], Results]) -> Results:
    """Measure one after the other; what is done is kept at once, since a later measure may fail."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("setting up", total=sum(steps(name, effort) for name in chosen))
        results: Results | None = None
        for name in chosen:
            # Servers of its own: services would first have to catch up with what another measure left on their topics.
            async with staged() as stage:
                results = results or Results(
                    machine=this_machine(await stage.versions()), measured_on=datetime.now(UTC).date().isoformat()
                )
                await MEASURES[name](stage, results, effort, lambda what: bar.update(task, advance=1, description=what))
                keep(results)
    if results is None:
        raise ValueError("nothing was chosen to be measured")
    return results


def _conclude(results: Results) -> None:
    for each in results.comparisons:
        sign = "≥" if each.better == "more" else "≤"
        word = "reached" if each.reached else "NOT REACHED"
        print(f"{each.title}: {each.ratio:.2f} × the floor ({sign} {each.target}): {word}")
    for wait in results.waits:
        word = "reached" if wait.reached else "NOT REACHED"
        print(f"{wait.title}: {median(wait.figures):.1f} ms (≤ {wait.limit:g}): {word}")


if __name__ == "__main__":
    app()
