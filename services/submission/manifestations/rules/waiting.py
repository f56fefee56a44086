"""What waits for a chamber, and when that is late. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

LATE_AFTER = timedelta(days=7)
"""An organiser waits no longer without wondering."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRegion:
    """Manifestations of a region that its chamber has been asked to look at."""

    region_code: str
    """Empty where no region is known."""
    waiting: int
    since: datetime
    """Since when the first of them waits."""

    def is_late(self, now: datetime) -> bool:
        """Return True where somebody has waited too long."""
        return now - self.since > LATE_AFTER
