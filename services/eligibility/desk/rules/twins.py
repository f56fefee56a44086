"""Which other dossiers a reader would take for this one; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from shared.contracts.submission import ManifestationChanged
from shared.twins import Entry, are_twins, features_of, told_apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A dossier that shares a day in a commune, or online."""

    manifestation_id: UUID
    verdict: str
    manifestation: ManifestationChanged


def likely_twins(manifestation: ManifestationChanged, near: Sequence[Near]) -> list[Near]:
    """Return those that look like it, in their order, but for what their organisers tell apart."""
    own, entry = features_of(manifestation.organiser, manifestation.content), _entry(manifestation)
    return [
        each
        for each in near
        if not told_apart(_entry(each.manifestation), entry)
        and are_twins(own, features_of(each.manifestation.organiser, each.manifestation.content))
    ]


def _entry(manifestation: ManifestationChanged) -> Entry:
    return Entry(
        manifestation_id=manifestation.manifestation_id,
        owner=manifestation.owner,
        reference=manifestation.external_id,
        parent_id=manifestation.content.parent_id,
    )
