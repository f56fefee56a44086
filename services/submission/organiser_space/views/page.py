"""The form of a new manifestation as a page: what it shows beside the fields."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from litestar import Response

from services.submission.drafts.rules import Draft
from services.submission.organiser_space.bodies.draft import OTHER, SAVE
from services.submission.organiser_space.views.differences import Difference
from services.submission.organiser_space.views.form import form_view
from services.submission.organiser_space.views.lacking import lacking, on_paper
from services.submission.organiser_space.views.places import PlacesView
from services.submission.organiser_space.views.steps import FIRST, shown_steps, steps_of
from services.submission.organiser_space.views.twins import Twin, seen
from shared.contracts.submission import EditionChanged
from shared.errors import FieldError
from shared.http.headers import with_our_scripts
from shared.http.pages import NO_STORE, Pages
from shared.http.robots import shown_at
from shared.identity.caller import Caller

ANYWAY, CONFIRMED = "_anyway", "_confirmed"
"""Names of the buttons by which an organiser says that it is another manifestation, and that its dates are meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What stands beside the fields."""

    token: str
    """Names the draft, and makes a double click one request."""
    version: int = 0
    """Of the draft that the page is made of."""
    draft: Draft | None = None
    """What is kept; None where nothing is."""
    drafts: Sequence[Draft] = ()
    """Others of the same person, to go on with instead."""
    left: Sequence[str] | None = None
    """What one that is begun again did not take over; None for any other."""
    closed: str = ""
    """Why it cannot be sent now."""
    step: str = FIRST
    """That a telephone shows."""
    notice: str = ""
    known: str = ""
    """Address of the page that a notice leads to."""
    twins: Sequence[Twin] = ()
    """What is registered and resembles it."""
    places: Mapping[str, PlacesView] = field(default_factory=dict)
    """That are known, beside the fields of a place."""
    asked: Sequence[str] = ()
    wholes: Sequence[tuple[str, str]] = ()
    """Manifestations that it can be part of, by identifier and title."""
    differences: Sequence[Difference] = ()
    """Between what is filled in and what another window has kept."""


def form_page(
    pages: Pages,
    edition: EditionChanged,
    visitor: Caller | None,
    values: Mapping[str, Any],
    beside: Beside,
    *,
    now: datetime,
    errors: tuple[FieldError, ...] = (),
    status: int = 200,
) -> Response[str]:
    """Answer with the form, filled in; where something is kept, with what it lacks beside its fields."""
    missing = lacking(values, edition) if beside.draft and not errors else ()
    shown = shown_steps(beside.step, errors, beside.notice)
    return pages.page(
        "inscription.html",
        status=status,
        visitor=visitor,
        headers={**NO_STORE, **(with_our_scripts(pages.site) if visitor else {})},
        beside=beside,
        save=SAVE,
        other=OTHER,
        seen=seen,
        steps=steps_of(shown, missing, asks_more=bool(edition.extra_fields)),
        ready=beside.draft is not None and not (missing or errors),
        paper=on_paper(values, edition, now),
        shown_at=shown_at(now),
        anyway=ANYWAY,
        confirmed=CONFIRMED,
        **form_view(edition, values, errors, places=beside.places, wholes=beside.wholes),
    )
