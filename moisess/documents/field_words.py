"""What the contracts' sources say about each field: the text literal below it."""

import ast
import dataclasses
import inspect
import textwrap
from typing import Any, get_args, get_type_hints


def contracts_in(contract: type) -> dict[str, type]:
    """Return the dataclass and all those that its fields hold, by name."""
    found: dict[str, type] = {}
    _collect(contract, found)
    return found


def field_words(contract: type) -> dict[str, str]:
    """Return the field descriptions of one dataclass."""
    [definition] = ast.parse(textwrap.dedent(inspect.getsource(contract))).body
    words: dict[str, str] = {}
    name: str | None = None
    for statement in definition.body if isinstance(definition, ast.ClassDef) else []:
        match statement:
            case ast.AnnAssign(target=ast.Name(id=name)):
                continue
            case ast.Expr(value=ast.Constant(value=str(text))) if name:
                words[name] = plain(text)
        name = None
    return words


def plain(text: str) -> str:
    """Return a docstring as documents show it: one line, code between single backticks."""
    return " ".join(inspect.cleandoc(text).split()).replace("``", "`")


def _collect(annotation: Any, found: dict[str, type]) -> None:
    if isinstance(annotation, type) and dataclasses.is_dataclass(annotation):
        if annotation.__name__ in found:
            return
        found[annotation.__name__] = annotation
        for inner in get_type_hints(annotation).values():
            _collect(inner, found)
    for inner in get_args(annotation):
        _collect(inner, found)
