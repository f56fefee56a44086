"""One version of a manifestation, as its history tells it. Pure."""

from dataclasses import dataclass
from datetime import datetime

from shared.contracts.content import Content, Organiser
from shared.contracts.submission import State
from shared.identity.caller import Role

CHAMBERS: frozenset[Role] = frozenset({"moderator", "national"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What was done, when, by whom and, where a chamber did it, for whom; and what it said then."""

    version: int
    state: State
    changed_at: datetime
    owner_id: str | None
    changed_by: str | None
    changed_as: Role | None
    region_code: str | None
    organiser: Organiser
    content: Content
    note: str | None
    chamber_answers: dict[str, str]
    appeal: str | None

    @property
    def for_another(self) -> bool:
        """True where a chamber acted in the organiser's name."""
        return self.changed_as in CHAMBERS and self.changed_by != self.owner_id


def appealed(past: Past, before: Past | None) -> bool:
    """Return True for the version by which a refusal was to be looked at again."""
    return past.appeal is not None and (before is None or before.appeal != past.appeal)


def taken_over(past: Past, before: Past | None) -> bool:
    """Return True for the version by which it went to another account."""
    return before is not None and before.owner_id is not None and past.owner_id != before.owner_id
