"""The page on which a moderator says when they are away."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.eligibility.absences.rules import Absence, Colleague
from services.eligibility.desk.views import words
from services.eligibility.desk.views.queue import QUEUE
from shared.errors import FieldError
from shared.french.dates import day
from shared.http.forms import FormState
from shared.http.site import Site
from shared.identity.caller import Caller

ABSENCE = f"{QUEUE}/absence"
FIELDS = ("first_day", "last_day", "substitute")


def absence_view(
    site: Site,
    caller: Caller,
    absence: Absence | None,
    colleagues: Sequence[Colleague],
    names: Mapping[str, str],
    *,
    values: Mapping[str, Any] | None = None,
    errors: Sequence[FieldError] = (),
) -> dict[str, Any]:
    """Return what the page shows."""
    return {
        "action": site.path(ABSENCE),
        "back": site.path(QUEUE),
        "absence": None
        if absence is None
        else {
            "period": f"du {day(absence.first_day)} au {day(absence.last_day)}",
            "substitute": words.account_name(absence.substitute, names),
        },
        "choices": _choices(caller, colleagues, names),
        "form": FormState(values=values or _values(absence), errors=errors),
        "fields": FIELDS,
    }


def _values(absence: Absence | None) -> dict[str, str]:
    if absence is None:
        return {}
    return {
        "first_day": absence.first_day.isoformat(),
        "last_day": absence.last_day.isoformat(),
        "substitute": absence.substitute,
    }


def _choices(caller: Caller, colleagues: Sequence[Colleague], names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return who could have the queue: the same chamber first, then the national team, then neighbours."""
    others = [each for each in colleagues if each.account_id != caller.account_id]

    def order(each: Colleague) -> tuple[bool, bool, bool, str]:
        name = names.get(each.account_id, "")
        return each.region_code != caller.region_code, each.region_code is not None, not name, name

    return [(each.account_id, _named(each, names)) for each in sorted(others, key=order)]


def _named(each: Colleague, names: Mapping[str, str]) -> str:
    desk = words.region_name(each.region_code) if each.region_code else "équipe nationale"
    return f"{words.account_name(each.account_id, names)} ({desk})"
