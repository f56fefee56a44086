"""What was measured of each instance, kept as JSON so that the report can be written again."""

from pathlib import Path

import msgspec


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

    def save(self, file: Path) -> None:
        """Write them, one instance a line."""
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(msgspec.json.format(msgspec.json.encode(self), indent=1) + b"\n")

    @classmethod
    def load(cls, file: Path) -> "Results":
        """Read what was written."""
        return msgspec.json.decode(file.read_bytes(), type=cls)
