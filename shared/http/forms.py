"""HTML forms and JSON bodies share one model: a form's names (``place.postcode``) become the nested body."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from litestar.datastructures import FormMultiDict
from pydantic import BaseModel

from shared.errors import FieldError
from shared.http.model_fields import field_at, is_list


def nested(form: FormMultiDict, model: type[BaseModel]) -> dict[str, Any]:
    """Return the body that a form stands for.

    Fields left empty are left out, so that "empty" and "missing" are one fault; names that begin with ``_`` belong to
    the form itself.
    """
    body: dict[str, Any] = {}
    for name in dict.fromkeys(form.keys()):
        if name.startswith("_"):
            continue
        path = name.split(".")
        known = field_at(model, path)
        values = [value for value in form.getall(name) if isinstance(value, str) and value.strip()]
        if not values:
            _open_required_parts(body, path, model)
            continue
        value = values if known and is_list(known.annotation) else values[-1]
        _put(body, path, value)
    return body


def _open_required_parts(body: dict[str, Any], path: Sequence[str], model: type[BaseModel]) -> None:
    """Where all of a part is left empty, its fields are what is missing, not the part."""
    for length in range(1, len(path)):
        part = field_at(model, path[:length])
        if part is None or not part.is_required():
            return
        inner = body.setdefault(path[length - 1], {})
        if not isinstance(inner, dict):
            return
        body = inner


def _put(body: dict[str, Any], path: Sequence[str], value: Any) -> None:
    for part in path[:-1]:
        inner = body.setdefault(part, {})
        if not isinstance(inner, dict):
            return
        body = inner
    body.setdefault(path[-1], value)


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
        """Return what is wrong with a field; a fault in an item of a list belongs to the list."""
        messages = [error.message for error in self.errors if _field_of(error) == name]
        return " ".join(messages) or None

    def summary(self, names: Iterable[str]) -> list[tuple[str, str]]:
        """Return (field or empty, message) in the order of the form; what has no field comes first."""
        order = list(names)
        placed = [(_name_of(error, order), error.message) for error in self.errors]
        return sorted(placed, key=lambda pair: order.index(pair[0]) if pair[0] in order else -1)

    def _find(self, name: str) -> Any:
        found: Any = self.values
        for part in name.split("."):
            if not isinstance(found, Mapping) or part not in found:
                return None
            found = found[part]
        return found


def _field_of(error: FieldError) -> str:
    return ".".join(part for part in _parts(error) if not part.isdigit())


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
