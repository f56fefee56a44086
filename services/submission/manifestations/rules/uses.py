"""How much of an edition hangs on what it says; pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Uses:
    """How many manifestations of an edition, those that were withdrawn left out."""

    registered: int = 0
    waiting: int = 0
    """Of these: not decided on yet, or in the hands of a chamber."""
    outside: int = 0
    """Of these: begin or end on a day that the season would not have."""
    by_region: Mapping[str, int] = field(default_factory=dict)
    by_theme: Mapping[str, int] = field(default_factory=dict)
    by_format: Mapping[str, int] = field(default_factory=dict)
