"""A file on its way in, and how far it is. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from services.submission.imports.columns.guess import Column
from services.submission.imports.mapping.defaults import Defaults
from shared.identity.caller import Caller, Role

State = Literal["reading", "read", "sending", "sent", "refused"]
KEPT = timedelta(days=30)
"""Of a file and what is known of its records."""
LARGEST_FILE = 10_000_000
LONGEST_NAME = 200
MOST_A_DAY = 100
"""Files of one account: each is kept for a month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """In which role a file was sent, and in which teams."""

    role: Role
    region_code: str | None
    team_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One file."""

    import_id: UUID
    account_id: str
    caller: Sender
    file_name: str
    address: str | None
    """From where it is fetched, if it was not sent itself."""
    options: Defaults
    send: bool
    """True where nobody looks first."""
    state: State
    refusal: str | None
    notes: tuple[str, ...]
    columns: tuple[Column, ...]
    shape: str | None
    records: int
    done: int
    created_at: datetime
    changed_at: datetime

    @property
    def sender(self) -> Caller:
        """Whoever sent it, as the use cases know callers."""
        who = self.caller
        return Caller(
            account_id=self.account_id,
            role=who.role,
            region_code=who.region_code,
            name="",
            team_ids=who.team_ids,
        )
