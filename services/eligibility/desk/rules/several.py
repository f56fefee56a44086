"""Deciding on several dossiers at one go; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """A dossier as it was read in the queue."""

    manifestation_id: UUID
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A dossier that is decided with others."""

    manifestation_id: UUID
    version: int
    desk_region: str
    title: str
    organiser: str
    owner: str
    questions: tuple[str, ...]
    barred: tuple[str, ...]

    @property
    def has_mail(self) -> bool:
        """False where a program registered it."""
        try:
            UUID(self.owner)
        except ValueError:
            return False
        return True


def common_questions(chosen: Sequence[Chosen]) -> tuple[str, ...]:
    """Return the questions that are open in all of them: without one they have nothing to be decided at one go."""
    if not chosen:
        return ()
    first, *others = chosen
    return tuple(question for question in first.questions if all(question in each.questions for each in others))
