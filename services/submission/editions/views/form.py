"""The form of an edition as a page shows it."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.submission.editions.bodies.form import LISTS, MOMENTS
from services.submission.editions.views.edition import region_name
from services.submission.editions.views.words import COSMETIC
from shared.contracts.submission import EditionChanged
from shared.errors import FieldError
from shared.http.forms import FormState

REGION = ("", ".chamber", ".cut_off", ".contact", ".imprint", ".embedded_by")
"""A region as a whole, and its fields."""
REVIEW = ("remind", "escalate", "hurry", "hurried_remind", "hurried_escalate")


def form_view(edition: EditionChanged, values: Mapping[str, Any], errors: Sequence[FieldError] = ()) -> dict[str, Any]:
    """Return what the form shows, filled in with ``values``."""
    form = FormState(values=values, errors=errors)
    rows = {name: range(form.count(name)) for name in LISTS}
    return {
        "edition": edition,
        "form": form,
        "fields": [
            *("first_day", "last_day", *MOMENTS, "national_contact"),
            *(f"region.{n}{part}" for n in range(len(edition.regions)) for part in REGION),
            *(f"{name}.{n}.label" for name in LISTS for n in rows[name]),
            *(f"ground.{n}.sentence" for n in rows["ground"]),
            *("cosmetic", "print.title", "print.text"),
            *("review", *(f"review.{name}" for name in REVIEW), "trust.accepted", "trust.sample"),
        ],
        "regions": [(n, region_name(each.region_code)) for n, each in enumerate(edition.regions)],
        "faulty": {n for n in range(len(edition.regions)) if _is_faulty(n, errors)},
        "themes": rows["theme"],
        "formats": rows["format"],
        "grounds": rows["ground"],
        "cosmetic": COSMETIC,
    }


def _is_faulty(number: int, errors: Sequence[FieldError]) -> bool:
    return any(f"{error.pointer}/".startswith(f"/region/{number}/") for error in errors)
