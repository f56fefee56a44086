"""From pydantic's faults to ours: every one of them, with its JSON pointer, a stable code and a French sentence."""

import difflib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from pydantic_core.core_schema import ErrorType

from shared.errors import MOST_FAULTS, FieldError, FieldsRefused, told_faults
from shared.french.typography import grouped
from shared.http.model_fields import field_at, label_at, sibling_names
from shared.http.phrases import OTHER, PHRASES, Phrase

M = TypeVar("M", bound=BaseModel)

BUILT_IN = frozenset(get_args(ErrorType))
SHOWN = 80
KEPT = 200
MOST_SUGGESTIONS = 10
"""Of one answer: each compares what was written with every name that is known."""
LONGEST_NAME = 80
IN_PARTS = json.JSONEncoder(ensure_ascii=False, default=str)
CHOICE = re.compile(r"'([^']*)'")


def checked(model: type[M], values: Mapping[str, Any], *, context: Mapping[str, Any] | None = None) -> M:
    """Return the model's instance; raise ``FieldsRefused`` with every fault. Its validators may need a ``context``."""
    try:
        return model.model_validate(values, context=dict(context or {}))
    except ValidationError as error:
        raise FieldsRefused(errors=refusals(model, error.errors())) from error


def refusals(model: type[BaseModel] | None, faults: Sequence[ErrorDetails]) -> list[FieldError]:
    """Translate pydantic's first fifty faults, in their order, and say how many more there are.

    ``model`` gives the fields their French names.
    """
    told = [_refusal(model, fault, suggest=n < MOST_SUGGESTIONS) for n, fault in enumerate(faults[:MOST_FAULTS])]
    return told_faults(told, unseen=max(0, len(faults) - MOST_FAULTS))


def pointer(location: Sequence[str | int]) -> str:
    """Return the JSON pointer (RFC 6901) of a place in the body."""
    return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in location)


def quoted(value: Any) -> str:
    """Show what was received, short enough for a sentence."""
    if isinstance(value, str):
        return f"« {_cut(value, SHOWN)} »" if value else "un texte vide"
    return f"« {_cut(_as_text(value), SHOWN)} »"


def _refusal(model: type[BaseModel] | None, fault: ErrorDetails, *, suggest: bool) -> FieldError:
    location, kind, value = fault["loc"], fault["type"], fault.get("input")
    received = None if kind == "missing" or value is None else _cut(_as_text(value), KEPT)
    if isinstance(value, str) and kind in {"too_short", "too_long"}:
        # pydantic counts "items" where a cleaning step stands before the limit of a text.
        kind = f"string_{kind}"
    phrase = PHRASES.get(kind, OTHER if kind in BUILT_IN else None)
    if kind in {"value_error", "assertion_error"}:
        reason = fault.get("ctx", {}).get("error")
        phrase = Phrase("invalid", str(reason).replace("{", "{{").replace("}", "}}"))
    if phrase is None:
        # A kind of our own: the validator that raised it wrote the sentence.
        return FieldError(pointer=pointer(location), code=kind, message=fault["msg"], value=received)
    words = {
        name: grouped(word) if _is_count(word) else word for name, word in _words(model, fault, suggest=suggest).items()
    }
    message = phrase.text.format_map(words)
    return FieldError(pointer=pointer(location), code=phrase.code, message=message, value=received)


def _words(model: type[BaseModel] | None, fault: ErrorDetails, *, suggest: bool) -> dict[str, Any]:
    location, value = fault["loc"], fault.get("input")
    context: dict[str, Any] = dict(fault.get("ctx", {}))
    words = {**context, "label": f"« {label_at(model, location)} »", "value": quoted(value), "suggestion": ""}
    if isinstance(value, str):
        length = context.get("actual_length") or len(value)
        words["characters"] = _counted(length, "caractère")
        words["over"] = length - int(context.get("max_length", 0))
    elif "actual_length" in context:
        words["items"] = _counted(context["actual_length"] or 0, "élément")
    if fault["type"] in {"literal_error", "enum"}:
        choices = CHOICE.findall(str(context.get("expected", "")))
        words["choices"] = ", ".join(choices)
        words["suggestion"] = _suggestion(str(value), choices) if suggest else ""
    if fault["type"] == "extra_forbidden":
        words["label"] = f"« {_cut(str(location[-1]), SHOWN)} »"
        words["way_out"] = way_out(str(location[-1]), sibling_names(model, location) if suggest else ())
    if fault["type"] == "missing" and field_at(model, location) is None:
        words["label"] = f"« {location[-1] if location else 'corps'} »"
    return words


def way_out(written: str, known: Sequence[str]) -> str:
    """Say what to do with a name that nothing has: write the nearest one that is known, or leave it out."""
    suggestion = _suggestion(written, known).strip()
    return f"{suggestion} Sinon, retirez-le." if suggestion else "Retirez-le."


def _is_count(word: Any) -> bool:
    return isinstance(word, int) and not isinstance(word, bool)


def _counted(count: int, word: str) -> str:
    return f"{grouped(count)} {word}{'s' if count > 1 else ''}"


def _suggestion(written: str, known: Sequence[str]) -> str:
    if not known or len(written) > LONGEST_NAME:
        return ""
    close = difflib.get_close_matches(written.lower(), known, n=1, cutoff=0.6)
    return f" Vouliez-vous écrire « {close[0]} » ?" if close else ""


def _as_text(value: Any) -> str:
    """Write a value as JSON, not much further than is ever shown of it."""
    if isinstance(value, str):
        return value
    text = ""
    for part in IN_PARTS.iterencode(value):
        text += part
        if len(text) > KEPT:
            break
    return text


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"
