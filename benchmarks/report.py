"""``docs/performance.md``: the figures in words a reader can check, with their charts."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from benchmarks.charts import draw_growth, draw_memory, draw_ratios
from benchmarks.machine import Machine
from benchmarks.results import Comparison, Growth, Results, Wait

MEMORY_LIMIT = 150.0
"""MiB a service."""
SETTLED_SECONDS = 60.0
"""A process that has just started still fills its caches."""
HEAD = """# Performance

Every figure stands beside a **floor**: the same work done by raw asyncpg and aiokafka (and, for HTTP, a bare Litestar
handler), in the same run, on the same servers and the same data. Product and floor were measured in turn; a ratio is
that of two neighbours, and what counts is the median of the ratios. Absolute figures belong to the machine; ratios
travel. `make bench` measures everything again and writes this page; what each measure does is in
[benchmarks/](../benchmarks/README.md).
"""


def write(results: Results, folder: Path) -> None:
    """Write the page and its charts."""
    images = folder / "images"
    images.mkdir(exist_ok=True)
    parts = [HEAD, *_machine(results.machine, results.measured_on)]
    more = [each for each in results.comparisons if each.better == "more"]
    less = [each for each in results.comparisons if each.better == "less"]
    if more:
        draw_ratios(more, "Throughput, as a share of the floor's", images / "performance-throughput.svg")
        parts += ["## Throughput", *_table(more), "![Throughput ratios](images/performance-throughput.svg)"]
    if less:
        draw_ratios(less, "Latency, as a multiple of the floor's", images / "performance-latency.svg")
        parts += ["## Latency", *_table(less), "![Latency ratios](images/performance-latency.svg)"]
    if results.waits:
        parts += ["## Waiting", *_waits(results.waits)]
    if results.memory:
        draw_memory(results.memory, MEMORY_LIMIT, images / "performance-memory.svg")
        parts += ["## Memory", *_memory(results), "![Memory over time](images/performance-memory.svg)"]
    if results.growths:
        draw_growth(results.growths, images / "performance-growth.svg")
        parts += ["## Growth", *_growths(results), "![Growth](images/performance-growth.svg)"]
    (folder / "performance.md").write_text("\n\n".join(part.strip() for part in parts) + "\n", encoding="utf-8")


def _machine(machine: Machine, measured_on: str) -> Iterator[str]:
    versions = ", ".join(f"{name} {number}" for name, number in machine.versions.items())
    yield (
        f"Measured on {measured_on}: {machine.processor}, {machine.cores} cores, {machine.memory_gib} GiB, "
        f"{machine.system}, Python {machine.python}; {versions}. Load, services, broker and database share the cores."
    )


def _table(comparisons: Sequence[Comparison]) -> Iterator[str]:
    lines = ["| work | product | floor | ratio (spread) | must reach | |", "| --- | ---: | ---: | ---: | ---: | --- |"]
    for each in comparisons:
        sign = "≥" if each.better == "more" else "≤"
        spread = f"{min(each.ratios):.2f}–{max(each.ratios):.2f}"
        lines.append(
            f"| {each.title}, {each.unit} | {_figures(each.product)} | {_figures(each.floor)} "
            f"| **{each.ratio:.2f}** ({spread}) | {sign} {each.target:g} | {'reached' if each.reached else 'missed'} |"
        )
    yield "\n".join(lines)
    yield f"Median and spread of {len(comparisons[0].product)} runs each."


def _waits(waits: Sequence[Wait]) -> Iterator[str]:
    yield "What people bear is no ratio; the milliseconds are those of this machine, which the load shares."
    lines = ["| work | ms | at most | |", "| --- | ---: | ---: | --- |"]
    lines += [
        f"| {each.title} | {_figures(each.figures)} | {each.limit:g} | {'reached' if each.reached else 'missed'} |"
        for each in waits
    ]
    yield "\n".join(lines)


def _memory(results: Results) -> Iterator[str]:
    lines = ["| service | after a minute | at the end | most | |", "| --- | ---: | ---: | ---: | --- |"]
    for service, samples in results.memory.items():
        settled = [held for at, held in samples if at >= SETTLED_SECONDS] or [samples[-1][1]]
        most = max(held for _, held in samples)
        word = "below the limit" if most < MEMORY_LIMIT else "above the limit"
        lines.append(f"| {service} | {settled[0]:.0f} MiB | {settled[-1]:.0f} MiB | {most:.0f} MiB | {word} |")
    minutes = max(at for samples in results.memory.values() for at, _ in samples) / 60
    load = f"200 registrations a second for {minutes:.0f} minutes"
    yield f"Each service in one process, {load}; the limit is {MEMORY_LIMIT:.0f} MiB."
    yield "\n".join(lines)


def _growths(results: Results) -> Iterator[str]:
    numbers = sorted({number for each in results.growths for number in each.figures})
    lines = [
        f"| | of | {' | '.join(map(str, numbers))} |",
        f"| --- | --- | {' | '.join('---:' for _ in numbers)} |",
    ]
    lines += [_growth(each, numbers) for each in results.growths]
    yield "\n".join(lines)
    yield "What bounds each beyond one machine, with the arithmetic: [scaling.md](scaling.md)."


def _growth(growth: Growth, numbers: Sequence[int]) -> str:
    return (
        f"| {growth.title}, {growth.unit} | {growth.of} | {' | '.join(_figures(growth.figures[n]) for n in numbers)} |"
    )


def _figures(figures: Sequence[float]) -> str:
    return f"{_figure(median(figures))} ({_figure(min(figures))}–{_figure(max(figures))})"


def _figure(value: float) -> str:
    return f"{value:,.0f}".replace(",", " ") if value >= 100 else f"{value:.1f}"  # noqa: PLR2004  three digits are enough
