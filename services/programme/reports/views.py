"""The page on which a visitor reports an entry."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from services.programme.listings.listing import Listing
from services.programme.listings.rules.addresses import page_path, report_path
from services.programme.reports.bodies import FIELDS
from shared.contracts.programme import ReportReason
from shared.errors import FieldError
from shared.http.forms import FormState
from shared.http.robots import shown_at
from shared.http.site import Site

REASONS: tuple[tuple[ReportReason, str], ...] = (
    ("not_taking_place", "Elle n’a pas lieu, ou plus"),
    ("wrong_facts", "Le lieu, les dates ou le contact sont faux"),
    ("not_open", "On n’y est pas reçu comme annoncé"),
    ("unfit", "Son contenu n’a pas sa place ici"),
    ("other", "Autre chose"),
)


def report_view(
    site: Site,
    listing: Listing,
    *,
    now: datetime,
    values: Mapping[str, Any] | None = None,
    errors: Sequence[FieldError] = (),
) -> dict[str, Any]:
    """Return what the page shows."""
    return {
        "title": listing.content.title,
        "back": site.path(page_path(listing.manifestation_id)),
        "action": site.path(report_path(listing.manifestation_id)),
        "reasons": REASONS,
        "shown_at": shown_at(now),
        "form": FormState(values=values or {}, errors=errors),
        "fields": FIELDS,
    }
