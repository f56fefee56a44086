"""``docs/planner.md`` and its chart."""

from collections.abc import Sequence
from pathlib import Path
from statistics import geometric_mean

from benchmarks.b2b.published import OPTIMA
from benchmarks.b2b.results import Result, Results
from benchmarks.charts import frame, render
from benchmarks.plotting import HorizontalBar

CHART = Path("images") / "planner.svg"
ABOUT = """\
Written by `python -m benchmarks.b2b FOLDER` from `planner.json`; how it works and why: `decisions/0022`. The instances
are those of Bofill and others, *Constraint Solving Approaches to the Business-to-Business Meeting Scheduling Problem*,
Journal of Artificial Intelligence Research 74 (2022), 263–301; they are no part of this repository."""
SECONDS = """\
Seconds are those of a processor, and more of them are needed on a machine that much else runs on; the paper’s are of
UWrMaxSat on a Xeon E3-1220v2."""
PROOF = """\
**A proof for whoever trusts no solver.** `moisess matchmaking solve INSTANCE.dzn --proof FOLDER` writes the clauses of
*one break fewer* (DIMACS) and their refutation (DRAT), and has it replayed by `dratify`, a program of others;
`drat-trim` reads the same files.
"""
LEAST = 0.1
"""Seconds: what is shorter is not told apart."""
COLUMNS = (
    *("instance", "people", "meetings", "slots", "places", "breaks", "proven"),
    *("optimum in the paper", "processor s", "paper s", "RC2, plain, s"),
)
HEADER = f"| {' | '.join(COLUMNS)} |\n| --- |{' --: |' * (len(COLUMNS) - 1)}"


def write(results: Results, to: Path) -> None:
    """Write the page and draw the chart."""
    (to / CHART).parent.mkdir(exist_ok=True)
    _draw(results.instances, to / CHART)
    (to / "planner.md").write_text(_page(results), encoding="utf-8")


def table(instances: Sequence[Result]) -> str:
    """Return one row an instance."""
    return "\n".join([HEADER, *map(_row, instances)])


def _row(each: Result) -> str:
    optimum, seconds = OPTIMA.get(each.name, ("", ""))
    proven = "yes" if each.status in {"optimal", "infeasible"} else f"at least {each.bound}"
    cells = [
        each.name,
        each.participants,
        each.meetings,
        each.slots,
        each.places,
        "none" if each.status == "infeasible" else each.breaks,
        proven,
        optimum,
        f"{each.processor:.1f}",
        seconds,
        "" if each.plain is None else f"{each.plain:.1f}",
    ]
    return f"| {' | '.join(map(str, cells))} |"


def _page(results: Results) -> str:
    proven = [each for each in results.instances if each.status in {"optimal", "infeasible"}]
    together = sum(each.processor for each in results.instances)
    where = f"{results.machine}, load average {results.load_average:.0f}, {results.measured_on}"
    setting = f"Fairness {results.fairness}, {results.limit:g} s for each, {where}."
    sentence = f"**Proven: {len(proven)} of {len(results.instances)}, {together:.1f} s together.**"
    chart = f"![Processor seconds by instance]({CHART.as_posix()})"
    parts = [
        "# The planner of business meetings, measured",
        ABOUT,
        f"{setting} {SECONDS}",
        f"{sentence} {_beside_plain(results)}",
        table(results.instances),
        chart,
        PROOF,
    ]
    return "\n\n".join(parts)


def _beside_plain(results: Results) -> str:
    both = [each for each in results.instances if each.plain is not None]
    if not both:
        return "RC2 on the plain encoding was not measured in this run."
    ratio = geometric_mean([max(each.plain or 0, LEAST) / max(each.processor, LEAST) for each in both])
    left = len(results.instances) - len(both)
    rest = f" It did not end within {results.plain_limit:g} s on the other {left}." if left else ""
    return (
        f"RC2 on the plain encoding took {ratio:.1f} times as long (geometric mean of the {len(both)} it ended).{rest}"
    )


def _draw(instances: Sequence[Result], path: Path) -> None:
    chart = HorizontalBar(**frame("Processor seconds", 120 + 34 * len(instances)))
    ordered = list(reversed(instances))
    chart.x_labels = [each.name for each in ordered]
    chart.add("planner", [each.processor for each in ordered])
    chart.add("paper", [OPTIMA[each.name][1] if each.name in OPTIMA else None for each in ordered])
    if any(each.plain for each in ordered):
        chart.add("RC2, plain encoding", [each.plain for each in ordered])
    render(chart, path)
