"""Use case: which dates of a manifestation somebody wants."""

from collections.abc import Sequence
from uuid import UUID

from services.programme.feeds.errors import DateUnknown
from shared.contracts.content import Content, Occurrence


def chosen_dates(content: Content, occurrence_id: UUID | None) -> Sequence[Occurrence]:
    """Return one date, or all of them without an identifier; raises ``DateUnknown``."""
    if occurrence_id is None:
        return content.occurrences
    found = [each for each in content.occurrences if each.occurrence_id == occurrence_id]
    if not found:
        raise DateUnknown(
            f"Cette manifestation n’a pas de date « {occurrence_id} » : retirez « date » de l’adresse pour avoir "
            "toutes celles qu’elle a."
        )
    return found
