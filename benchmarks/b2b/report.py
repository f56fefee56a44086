"""``docs/planner.md`` and its chart."""

from collections.abc import Sequence
from pathlib import Path
from statistics import geometric_mean

from benchmarks.b2b.others import COMPARED, EVENTS, FAMILY, compared_table, events_table, family_table
from benchmarks.b2b.published import OPTIMA
from benchmarks.b2b.results import PROVEN, Result, Results
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
    proven = "yes" if each.status in PROVEN else f"at least {each.bound}"
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
        _plainly(each),
    ]
    return f"| {' | '.join(map(str, cells))} |"


def _plainly(each: Result) -> str:
    if each.plain is not None:
        return f"{each.plain:.1f}"
    return f"> {each.plain_limit:g}" if each.plain_limit else ""


def _page(results: Results) -> str:
    proven = [each for each in results.instances if each.status in PROVEN]
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
        *([COMPARED, compared_table(results.instances, results.compared)] if results.compared else []),
        *([FAMILY, family_table(results.family)] if results.family else []),
        *([EVENTS, events_table(results.events)] if results.events else []),
        PROOF,
    ]
    return "\n\n".join(parts)


def _beside_plain(results: Results) -> str:
    """Count what did not end as if it had needed no more than it was given: the ratio is at least that."""
    asked = [each for each in results.instances if each.plain_limit]
    if not asked:
        return "RC2 on the plain encoding was not measured."
    ratios = [
        max(each.plain_limit if each.plain is None else each.plain, LEAST) / max(each.processor, LEAST)
        for each in asked
    ]
    cut = sorted({each.plain_limit for each in asked if each.plain is None})
    ended = f"RC2 on the plain encoding was asked {len(asked)} of them"
    if not cut:
        return f"{ended} and took {geometric_mean(ratios):.1f} times as long (geometric mean)."
    within = " or ".join(f"{seconds:g}" for seconds in cut)
    return (
        f"{ended} and ended {sum(each.plain is not None for each in asked)} within its {within} s of a processor. With"
        " those seconds in place of what the others would have taken, it took at least"
        f" {geometric_mean(ratios):.1f} times as long (geometric mean)."
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
