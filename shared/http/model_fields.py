"""Look-ups in a pydantic model by location: what a field is called in French, what stands beside it, what is a list."""

import types
from collections.abc import Sequence
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

Location = Sequence[str | int]
LISTS = (list, tuple, set, frozenset)


def field_at(model: type[BaseModel] | None, location: Location) -> FieldInfo | None:
    """Return the field that ``("place", "postcode")`` names; None where the model has no such field."""
    field: FieldInfo | None = None
    here, is_key = model, False
    for part in location:
        if isinstance(part, int):
            continue
        if is_key:
            is_key = False
            continue
        field = _fields(here).get(part)
        if field is None:
            return None
        here = model_in(field.annotation)
        is_key = here is not None and is_mapping(field.annotation)
    return field


def label_at(model: type[BaseModel] | None, location: Location) -> str:
    """Return the field's title; an item of a list is counted from one."""
    field = field_at(model, location)
    if field is None:
        return ".".join(str(part) for part in location) or "corps de la demande"
    named = field.title or next(str(part) for part in reversed(location) if isinstance(part, str))
    return f"{named}, n° {location[-1] + 1}" if isinstance(location[-1], int) else named


def sibling_names(model: type[BaseModel] | None, location: Location) -> list[str]:
    """Return the names that could stand where an unknown one was written."""
    if len(location) <= 1:
        here = model
    else:
        parent = field_at(model, location[:-1])
        here = model_in(parent.annotation) if parent else None
    return list(_fields(here))


def _fields(model: type[BaseModel] | None) -> dict[str, FieldInfo]:
    """Return a model's fields under the names that callers write."""
    return {field.alias or name: field for name, field in model.model_fields.items()} if model else {}


def model_in(annotation: Any) -> type[BaseModel] | None:
    """Return the model that an annotation holds, be it optional or in a list."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for inner in get_args(annotation) if (found := model_in(inner))), None)


def is_list(annotation: Any) -> bool:
    """Return True for a field that takes several values."""
    return _is_one_of(LISTS, annotation)


def is_mapping(annotation: Any) -> bool:
    """Return True for a field whose parts have names of the caller's, such as languages."""
    return _is_one_of((dict,), annotation)


def _is_one_of(kinds: tuple[type, ...], annotation: Any) -> bool:
    origin = get_origin(annotation)
    if origin in {Union, types.UnionType}:
        return any(_is_one_of(kinds, inner) for inner in get_args(annotation))
    if origin is Annotated:
        return _is_one_of(kinds, get_args(annotation)[0])
    return origin in kinds or annotation in kinds
