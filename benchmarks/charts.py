"""The charts of the report, as SVG files without scripts and without addresses."""

from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.memory import Memory
from benchmarks.plotting import XY, Bar, Graph, HorizontalBar, Style
from benchmarks.results import Comparison, Growth

WIDTH = 860
ROW = 70
FRAME = 150
STYLE = Style(
    background="white",
    plot_background="white",
    colors=("#1f5f8b", "#b0b7bd", "#c8553d", "#5b8c5a"),
    font_family="system-ui, sans-serif",
    label_font_size=13,
    major_label_font_size=13,
    legend_font_size=13,
    title_font_size=16,
    value_font_size=12,
)


def draw_ratios(comparisons: Sequence[Comparison], title: str, path: Path) -> None:
    """Draw the median ratios beside what must be reached."""
    chart = HorizontalBar(**frame(title, FRAME + ROW * len(comparisons)), print_values=True)
    chart.formatter = lambda value: f"{value:.2f}"
    ordered = list(reversed(comparisons))
    chart.x_labels = [each.label for each in ordered]
    chart.add("product ÷ floor", [each.ratio for each in ordered])
    chart.add("at most" if ordered[0].better == "less" else "at least", [each.target for each in ordered])
    render(chart, path)


def draw_growth(growths: Sequence[Growth], path: Path) -> None:
    """Draw each figure as a multiple of what one process or partition does."""
    chart = Bar(**frame("As a multiple of one", 360), print_values=True)
    chart.formatter = lambda value: f"{value:.2f}"
    chart.x_labels = [each.of for each in growths]
    for number in sorted({number for each in growths for number in each.figures}):
        ratios = [median(each.figures[number]) / median(each.figures[1]) for each in growths]
        chart.add(str(number), ratios)
    render(chart, path)


def draw_memory(memory: Memory, limit: float, path: Path) -> None:
    """Draw what each service holds over time, in MiB, below the limit."""
    chart = XY(**frame("Resident memory under load, MiB over seconds", 380), show_dots=False)
    chart.range = (0, limit * 1.1)
    for service, samples in memory.items():
        chart.add(service, samples)
    end = max(at for samples in memory.values() for at, _ in samples)
    chart.add("limit", [(0, limit), (end, limit)], stroke_style={"dasharray": "6, 4"})
    render(chart, path)


def frame(title: str, height: int) -> dict[str, object]:
    """Return what all charts have in common."""
    return {
        "title": title,
        "style": STYLE,
        "js": [],
        "no_prefix": True,
        "legend_at_bottom": True,
        "truncate_label": -1,
        "truncate_legend": -1,
        "width": WIDTH,
        "height": height,
    }


def render(chart: Graph, path: Path) -> None:
    """Write a chart that runs no script."""
    chart.add_xml_filter(_without_scripts)
    path.write_bytes(chart.render() + b"\n")


def _without_scripts(root: Any) -> Any:
    for parent in root.iter():
        for script in parent.findall("script"):
            parent.remove(script)
    return root
