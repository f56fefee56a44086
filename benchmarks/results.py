"""What was measured, as it is kept: plain values that outlive the code which measured them."""

from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Literal

import msgspec

from benchmarks.machine import Machine
from benchmarks.memory import Memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One figure of the product beside the floor's, from alternating runs."""

    name: str
    title: str
    label: str
    """The title in a few words, for charts."""
    unit: str
    better: Literal["more", "less"]
    target: float
    """Of the product's figure divided by the floor's: at least this where more is better, else at most."""
    product: list[float]
    floor: list[float]

    @property
    def ratios(self) -> list[float]:
        """Return one a pair of runs."""
        return [product / floor for product, floor in zip(self.product, self.floor, strict=True)]

    @property
    def ratio(self) -> float:
        """Return the median of the ratios."""
        return median(self.ratios)

    @property
    def reached(self) -> bool:
        """Tell whether the median reaches the target."""
        return self.ratio >= self.target if self.better == "more" else self.ratio <= self.target


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """How long somebody waits, from a few runs: no floor knows what a person bears."""

    name: str
    title: str
    limit: float
    """Milliseconds."""
    figures: list[float]

    @property
    def reached(self) -> bool:
        """Tell whether the median is within the limit."""
        return median(self.figures) <= self.limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """How one figure moves with a number of processes or partitions."""

    title: str
    unit: str
    of: str
    """What there are more of."""
    figures: dict[int, list[float]]


@dataclass(slots=True, kw_only=True)
class Results:
    """A whole run."""

    machine: Machine
    measured_on: str
    """Day, ISO 8601."""
    comparisons: list[Comparison] = field(default_factory=list)
    waits: list[Wait] = field(default_factory=list)
    growths: list[Growth] = field(default_factory=list)
    memory: Memory = field(default_factory=dict)

    def save(self, path: Path) -> None:
        """Write as JSON that can be compared line by line."""
        path.write_bytes(msgspec.json.format(msgspec.json.encode(self), indent=1) + b"\n")

    def with_newer(self, newer: "Results") -> "Results":
        """Return these results with those of a later run in the place of what it measured again."""
        again = {each.name for each in newer.comparisons}
        waited = {each.name for each in newer.waits}
        regrown = {each.title for each in newer.growths}
        return Results(
            machine=newer.machine,
            measured_on=newer.measured_on,
            comparisons=[each for each in self.comparisons if each.name not in again] + newer.comparisons,
            waits=[each for each in self.waits if each.name not in waited] + newer.waits,
            growths=[each for each in self.growths if each.title not in regrown] + newer.growths,
            memory=newer.memory or self.memory,
        )

    @classmethod
    def load(cls, path: Path) -> "Results":
        """Read what ``save`` wrote."""
        return msgspec.json.decode(path.read_bytes(), type=cls)
