"""What stands beside a form that was not taken: why, and the way out."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from services.submission.drafts.errors import DraftChanged, TooManyDrafts
from services.submission.manifestations.errors import LooksRegistered
from services.submission.organiser_space.errors import DatesDoubted
from services.submission.organiser_space.views.differences import differences
from services.submission.organiser_space.views.page import Beside
from services.submission.organiser_space.views.twins import twins_of
from shared.contracts.submission import EditionChanged
from shared.errors import Conflict, DomainError
from shared.http.site import Site
from shared.idempotency.repeatable import RepeatKeyReused


def beside_refusal(
    site: Site, edition: EditionChanged, values: Mapping[str, Any], beside: Beside, refusal: DomainError
) -> Beside:
    """Return what stands beside the form now; the faults of its fields stand at them."""
    match refusal:
        case DraftChanged():
            return replace(
                beside,
                notice="draft-changed",
                version=refusal.present.version,
                known=site.path(f"/brouillons/{beside.token}"),
                differences=differences(edition, values, refusal.present.filled),
            )
        case TooManyDrafts():
            return replace(beside, notice="too-many-drafts")
        case LooksRegistered():
            return replace(beside, notice="twin", twins=twins_of(site, refusal.candidates))
        case DatesDoubted():
            return replace(beside, notice="doubts", asked=refusal.asked)
        case Conflict():
            return replace(beside, closed=refusal.detail)
    return replace(beside, notice="sent") if isinstance(refusal, RepeatKeyReused) else beside
