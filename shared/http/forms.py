"""HTML forms and JSON bodies share one model: a form's names (``place.postcode``) become the nested body."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from litestar.datastructures import FormMultiDict
from pydantic import BaseModel

from shared.errors import FieldError
from shared.http.body_limits import check_body_limits
from shared.http.model_fields import field_at, is_list

SMALL_FORM_BYTES = 4096
"""Of a form with an address or a tick."""
Path = tuple[str | int, ...]
LARGEST_POSITION = 4
"""Digits."""
DEEPEST = 8
"""Parts of a name; a field of ours has four at most."""


def nested(form: FormMultiDict, model: type[BaseModel]) -> dict[str, Any]:
    """Return the body that a form stands for; raises ``FieldsRefused`` beyond the limits of a body.

    A number in a name is a position in a list (``occurrences.0.note``), in whatever order and with whatever gaps the
    numbers come. Fields left empty are left out, so that "empty" and "missing" are one fault; names that begin with
    ``_`` belong to the form itself.
    """
    body: dict[str | int, Any] = {}
    for name in dict.fromkeys(form.keys()):
        if name.startswith("_"):
            continue
        path = _path(name, model)
        known = field_at(model, path)
        values = [value for value in form.getall(name) if isinstance(value, str) and value.strip()]
        if not values:
            _open_required_parts(body, path, model)
            continue
        several = known is not None and is_list(known.annotation) and not isinstance(path[-1], int)
        _put(body, path, values if several else values[-1])
    whole = {str(name): _with_lists(value) for name, value in body.items()}
    check_body_limits(whole)
    return whole


def _path(name: str, model: type[BaseModel]) -> Path:
    path: Path = ()
    if name.count(".") >= DEEPEST:
        return (name,)
    for part in name.split("."):
        field = field_at(model, path)
        of_list = field is not None and is_list(field.annotation) and not isinstance(path[-1], int)
        path = (*path, int(part)) if of_list and _is_position(part) else (*path, part)
    return path


def _is_position(part: str) -> bool:
    return part.isascii() and part.isdecimal() and len(part) <= LARGEST_POSITION


def _open_required_parts(body: dict[str | int, Any], path: Path, model: type[BaseModel]) -> None:
    """Where all of a part is left empty, its fields are what is missing, not the part."""
    for length in range(1, len(path)):
        part, is_item = field_at(model, path[:length]), isinstance(path[length - 1], int)
        if part is None or not (is_item or part.is_required()):
            return
        inner = body.setdefault(path[length - 1], {})
        if not isinstance(inner, dict):
            return
        body = inner


def _put(body: dict[str | int, Any], path: Path, value: Any) -> None:
    for part in path[:-1]:
        inner = body.setdefault(part, {})
        if not isinstance(inner, dict):
            return
        body = inner
    body.setdefault(path[-1], value)


def _with_lists(value: Any) -> Any:
    """Turn what is known by position into lists."""
    if not isinstance(value, dict):
        return value
    if value and all(isinstance(name, int) for name in value):
        return [_with_lists(value[position]) for position in sorted(value)]
    return {str(name): _with_lists(inner) for name, inner in value.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class FormState:
    """A form as a page shows it: what is filled in and what is wrong with it."""

    values: Mapping[str, Any] = field(default_factory=dict)
    """The nested body."""
    errors: Sequence[FieldError] = ()

    def value(self, name: str) -> str:
        """Return what stands in a field, as text."""
        found = self._find(name)
        return "" if found is None or isinstance(found, Mapping | list | tuple) else str(found)

    def chosen(self, name: str) -> tuple[str, ...]:
        """Return the values ticked in a group of boxes."""
        found = self._find(name)
        if isinstance(found, list | tuple | set | frozenset):
            return tuple(str(item) for item in found)
        return () if found is None else (str(found),)

    def error(self, name: str) -> str | None:
        """Return what is wrong with a field; a fault in an item belongs to the list, unless the item has fields."""
        messages = [error.message for error in self.errors if self._field_of(error) == name]
        return " ".join(messages) or None

    def summary(self, names: Iterable[str]) -> list[tuple[str, str]]:
        """Return (field or empty, message) in the order of the form; what has no field comes first."""
        order = list(names)
        placed = [(_name_of(error, order), error.message) for error in self.errors]
        return sorted(placed, key=lambda pair: order.index(pair[0]) if pair[0] in order else -1)

    def count(self, name: str) -> int:
        """Return how many items a list has."""
        found = self._find(name)
        return len(found) if isinstance(found, list | tuple) else 0

    def _field_of(self, error: FieldError) -> str:
        parts = _parts(error)
        name = ".".join(parts)
        if parts and _is_position(parts[-1]) and not isinstance(self._find(name), Mapping):
            return ".".join(parts[:-1])
        return name

    def _find(self, name: str) -> Any:
        found: Any = self.values
        for part in name.split("."):
            if isinstance(found, list | tuple) and _is_position(part) and int(part) < len(found):
                found = found[int(part)]
            elif isinstance(found, Mapping) and part in found:
                found = found[part]
            else:
                return None
        return found


def _parts(error: FieldError) -> list[str]:
    return [part.replace("~1", "/").replace("~0", "~") for part in error.pointer.split("/")[1:]]


def _name_of(error: FieldError, names: Sequence[str]) -> str:
    """Return the form's name for a pointer: itself, or the nearest one above it that the form has."""
    parts = _parts(error)
    while parts:
        name = ".".join(parts)
        if name in names:
            return name
        parts.pop()
    return ""
