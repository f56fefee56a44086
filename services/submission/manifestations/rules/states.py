"""One date that is full, cancelled or held again; pure."""

from dataclasses import replace
from uuid import UUID

from services.submission.manifestations.rules.manifestation import Manifestation, Registration
from shared.contracts.hull import hull
from shared.contracts.vocabulary import OccurrenceState


def with_state(manifestation: Manifestation, occurrence_id: UUID, state: OccurrenceState) -> Registration | None:
    """Return what it says with another state of one date, and nothing else changed; None where it has no such date."""
    content = manifestation.content
    if occurrence_id not in {each.occurrence_id for each in content.occurrences}:
        return None
    occurrences = tuple(
        replace(each, state=state) if each.occurrence_id == occurrence_id else each for each in content.occurrences
    )
    starts_at, ends_at = hull(occurrences)
    return Registration(
        organiser=manifestation.organiser,
        content=replace(content, occurrences=occurrences, starts_at=starts_at, ends_at=ends_at),
        region_code=manifestation.region_code,
        external_id=manifestation.external_id,
        note=manifestation.note,
        chamber_answers=manifestation.chamber_answers,
    )
