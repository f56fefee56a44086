"""What was measured of each instance, kept as JSON so that the report can be written again."""

from pathlib import Path

import msgspec

DOCS = Path(__file__).parents[2] / "docs"
RESULTS = "planner.json"
PROVEN = {"optimal", "infeasible"}
"""What an instance is then known to be."""


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """One instance."""

    name: str
    participants: int
    meetings: int
    slots: int
    places: int
    status: str
    breaks: int | None
    bound: int
    seconds: float
    """On the clock."""
    processor: float
    """Of a processor: what a busy machine changes least."""
    plain: float | None = None
    """Processor seconds of RC2 on the plain encoding; nothing where it was not asked or did not end."""
    plain_limit: float = 0
    """Processor seconds that RC2 had; 0 where it was not asked."""


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """One other instance of the family, or one with other fairness."""

    name: str
    kind: str
    number: int
    fairness: int
    status: str
    breaks: int | None
    processor: float


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One large event, drawn with a seed, arranged within a limit."""

    seed: int
    limit: float
    seconds: float
    """On the clock, both steps together."""
    pairs: int
    value: int
    value_bound: int
    breaks: int
    bound: int
    memory_mib: int
    """Of the largest process until then."""


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """What another solver made of one instance."""

    name: str
    solver: str
    limit: float
    breaks: int | None
    processor: float | None
    """Nothing where it did not end within the limit."""


class Results(msgspec.Struct, frozen=True, kw_only=True):
    """One run over a folder."""

    measured_on: str
    machine: str
    load_average: float
    """How many programs wanted a core at the end."""
    fairness: int
    limit: float
    instances: list[Result]
    family: list[Answered] = []
    events: list[Event] = []
    compared: list[Compared] = []

    def save(self, file: Path) -> None:
        """Write them, one instance a line."""
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(msgspec.json.format(msgspec.json.encode(self), indent=1) + b"\n")

    @classmethod
    def load(cls, file: Path) -> "Results":
        """Read what was written."""
        return msgspec.json.decode(file.read_bytes(), type=cls)
