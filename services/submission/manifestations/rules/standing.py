"""What is registered, as far as somebody needs it to know it again. Pure."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A manifestation by what people call the same: title, first date, commune and who organises it."""

    manifestation_id: UUID | None
    reference: str | None
    title: str
    starts_at: datetime
    commune_code: str | None
    """None where it takes place online."""
    organiser: str
    withdrawn: bool = False
