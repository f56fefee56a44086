"""How many values a request may hold: counted before any of them is looked at."""

from typing import Any

from shared.errors import FieldError, FieldsRefused
from shared.french.typography import grouped
from shared.http.errors import BodyUnreadable
from shared.http.refusals import pointer

MOST_ITEMS = 100
"""In one list, or names in one object; no body of ours takes more than 60."""
MOST_VALUES = 5_000
DEEPEST = 20
MOST_FORM_FIELDS = 2_000


def check_body_limits(body: Any) -> None:
    """Raise ``FieldsRefused`` for a list or an object that no check should have to go through."""
    waiting: list[tuple[tuple[str | int, ...], Any]] = [((), body)] if isinstance(body, dict | list) else []
    values = 0
    while waiting:
        location, value = waiting.pop()
        values += len(value)
        if len(value) > MOST_ITEMS:
            raise too_many(pointer(location), len(value), MOST_ITEMS)
        if values > MOST_VALUES:
            raise too_many("", values, MOST_VALUES)
        if len(location) > DEEPEST:
            raise BodyUnreadable("Le corps imbrique trop de niveaux d’objets ou de listes.")
        inner = value.items() if isinstance(value, dict) else enumerate(value)
        waiting.extend(((*location, name), each) for name, each in inner if isinstance(each, dict | list))


def too_many(place: str, count: int, most: int) -> FieldsRefused:
    """Return the refusal of a place that holds too much."""
    what = f"Le champ « {place[1:].replace('/', '.')[:80]} »" if place else "Le corps de la demande"
    message = f"{what} compte {grouped(count)} éléments, {grouped(most)} au plus sont acceptés : retirez-en."
    return FieldsRefused(errors=[FieldError(pointer=place[:200], code="too_many_items", message=message)])
