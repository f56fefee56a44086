"""How figures become a result: in turn, by the median of neighbours, and written so that nothing is left out."""

from pathlib import Path

import pytest

from benchmarks.alternate import alternate
from benchmarks.machine import Machine
from benchmarks.report import write
from benchmarks.results import Comparison, Growth, Results, Wait

MACHINE = Machine(processor="Essai", cores=2, memory_gib=8, system="Linux 6", python="3.11", versions={"x": "1"})


def comparison(**fields: object) -> Comparison:
    known = {
        "name": "accept",
        "title": "Registrations",
        "label": "accept",
        "unit": "a second",
        "better": "more",
        "target": 0.6,
        "product": [60.0, 50.0, 90.0],
        "floor": [100.0, 100.0, 100.0],
    }
    return Comparison(**(known | fields))  # type: ignore[arg-type]


def results(*comparisons: Comparison) -> Results:
    return Results(
        machine=MACHINE,
        measured_on="2026-11-24",
        comparisons=list(comparisons),
        waits=[Wait(name="search", title="Search", limit=50, figures=[40.0, 30.0, 70.0])],
        growths=[Growth(title="Accepted", unit="a second", of="processes", figures={1: [10.0], 2: [15.0]})],
        memory={"submission": [(0.0, 90.0), (70.0, 100.0), (600.0, 101.0)]},
    )


def test_the_ratio_is_the_median_of_neighbours_and_not_that_of_medians() -> None:
    assert 1.0 == comparison(product=[10.0, 30.0, 20.0], floor=[10.0, 15.0, 40.0]).ratio


@pytest.mark.parametrize(
    ("better", "product", "reached"), [("more", 60.0, True), ("more", 59.0, False), ("less", 60.0, True)]
)
def test_a_target_is_a_least_or_a_most(better: str, product: float, reached: bool) -> None:  # noqa: FBT001
    assert reached == comparison(better=better, product=[product], floor=[100.0]).reached


def test_more_than_the_most_is_missed() -> None:
    assert not comparison(better="less", product=[61.0], floor=[100.0]).reached


async def test_product_and_floor_take_turns_and_neither_always_begins() -> None:
    turns: list[str] = []

    async def product() -> float:
        return 1.0

    async def floor() -> float:
        return 2.0

    found = await alternate(product, floor, repeats=3, advance=turns.append, what="x")

    assert ([1.0] * 3, [2.0] * 3) == found
    assert ["x: product", "x: floor", "x: floor", "x: product", "x: product", "x: floor"] == turns


def test_what_was_measured_is_kept_and_read_again(tmp_path: Path) -> None:
    results(comparison()).save(tmp_path / "performance.json")

    assert results(comparison()) == Results.load(tmp_path / "performance.json")


def test_a_later_run_of_some_measures_keeps_the_others() -> None:
    before = results(comparison(), comparison(name="drain"))
    again = Results(machine=MACHINE, measured_on="2026-11-25", comparisons=[comparison(product=[1.0], floor=[1.0])])

    merged = before.with_newer(again)

    assert {"accept": 1.0, "drain": 0.6} == {each.name: each.ratio for each in merged.comparisons}
    assert (before.memory, before.growths) == (merged.memory, merged.growths)


def test_the_report_names_the_machine_every_figure_and_what_was_missed(tmp_path: Path) -> None:
    write(
        results(comparison(), comparison(name="p99", title="Latency", better="less", product=[400.0], floor=[100.0])),
        tmp_path,
    )

    page = (tmp_path / "performance.md").read_text(encoding="utf-8")
    assert "Essai, 2 cores, 8 GiB" in page
    assert (
        "| Registrations, a second | 60.0 (50.0–90.0) | 100 (100–100) | **0.60** (0.50–0.90) | ≥ 0.6 | reached |"
        in page
    )
    assert "missed" in page
    assert "| Search | 40.0 (30.0–70.0) | 50 | reached |" in page
    assert "| submission | 100 MiB | 101 MiB | 101 MiB | below the limit |" in page
    for image in ("throughput", "latency", "memory", "growth"):
        drawn = (tmp_path / "images" / f"performance-{image}.svg").read_text(encoding="utf-8")
        assert "<script" not in drawn
