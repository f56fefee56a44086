"""What readers may see after a decision; pure."""

from dataclasses import replace
from datetime import datetime
from typing import assert_never
from uuid import UUID

from services.eligibility.dossiers.rules.dossier import Dossier
from services.eligibility.dossiers.rules.when_and_where import takes_place_as_planned
from shared.contracts.content import Content, Occurrence, Source
from shared.contracts.eligibility import Publication, Verdict
from shared.contracts.hull import hull
from shared.contracts.submission import ManifestationChanged


def published_after(
    verdict: Verdict,
    *,
    manifestation: ManifestationChanged,
    region_code: str | None,
    structure_id: UUID,
    previous: Dossier | None,
    now: datetime,
) -> Publication | None:
    """Publish what was approved, leave online what was approved before while an amendment waits, else end it."""
    match verdict:
        case "eligible":
            return _approved(manifestation, region_code, structure_id, previous, now)
        case "to_review":
            before = previous.published if previous else None
            return before and with_states_of(manifestation.content, before, now=now)
        case "refused" | "withdrawn":
            return None
    assert_never(verdict)


def first_published_at(published: Publication | None, previous: Dossier | None) -> datetime | None:
    """Return when readers could first see something of it: that is kept while it is offline."""
    if published:
        return published.first_published_at
    return previous.first_published_at if previous else None


def with_states_of(judged: Content, published: Publication, *, now: datetime) -> Publication:
    """Show at once which of the published dates are cancelled, full or postponed: visitors must not stand outside."""
    told = {occurrence.occurrence_id: occurrence for occurrence in judged.occurrences}
    before = published.content.occurrences
    occurrences = tuple(_with_state(each, told.get(each.occurrence_id, each)) for each in before)
    if occurrences == before:
        return published
    starts_at, ends_at = hull(occurrences)
    content = replace(published.content, occurrences=occurrences, starts_at=starts_at, ends_at=ends_at)
    return replace(published, content=content, changed_at=now)


def _with_state(published: Occurrence, told: Occurrence) -> Occurrence:
    # A new day waits for the chamber; beside the old one, "postponed from" would name the old day itself.
    moved = told.starts_at != published.starts_at
    previous = published.previous_starts_at if moved else told.previous_starts_at
    note = published.note if takes_place_as_planned(told) else told.note
    return replace(published, state=told.state, note=note, previous_starts_at=previous)


def _approved(
    manifestation: ManifestationChanged,
    region_code: str | None,
    structure_id: UUID,
    previous: Dossier | None,
    now: datetime,
) -> Publication:
    approved = Publication(
        judged_version=manifestation.version,
        region_code=region_code,
        paper=manifestation.content.open_to_all,
        organiser=manifestation.organiser,
        structure_id=structure_id,
        content=manifestation.content,
        source=_source(manifestation),
        first_published_at=(previous and previous.first_published_at) or now,
        changed_at=now,
    )
    before = previous.published if previous else None
    if before and (before.judged_version, before.content) == (approved.judged_version, approved.content):
        return replace(approved, changed_at=before.changed_at)
    return approved


def _source(manifestation: ManifestationChanged) -> Source | None:
    if manifestation.external_id is None:
        return None
    return Source(owner=manifestation.owner, reference=manifestation.external_id)
