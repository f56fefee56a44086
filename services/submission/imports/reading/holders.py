"""Where the records are in a JSON value: an array, an object that holds one, a table, objects by name."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from services.submission.imports.columns.column_names import COLUMNS
from services.submission.imports.columns.headings import KNOWN, meaning

HOLDERS = (
    *("results", "records", "features", "events", "items", "data", "manifestations", "evenements", "agenda"),
    *("rows", "result", "@graph", "content", "value", "values"),
)
DEEPEST = 4
LOOKED_AT = 20
"""Records of a list that are asked whether they are any."""
FEWEST = 2
"""Names that mean something, in whatever is a record."""


def records_in(value: Any) -> list[Any] | None:
    """Return the records that a value holds; None where it is one itself, or holds none."""
    if isinstance(value, list):
        table = _from_table(value)
        return value if table is None else table
    if not isinstance(value, dict) or is_record(value):
        return None
    looks = (look(value) for look in (_table_of, _named, _likeliest))
    return next((found for found in looks if found is not None), None)


def is_record(value: Mapping[str, Any]) -> bool:
    """Return True for an object that says what it is called and when it is."""
    names = {meaning(name) for name in value}
    return not names.isdisjoint(COLUMNS["title"]) and not names.isdisjoint(COLUMNS["start"])


def _named(value: Mapping[str, Any], depth: int = 0) -> list[Any] | None:
    """Return what stands under a usual name, an empty list too."""
    titled = any(meaning(name) in COLUMNS["title"] for name in value)
    for name in HOLDERS:
        inner = value.get(name)
        if isinstance(inner, list):
            if any(isinstance(one, dict) for one in inner) or not (inner or titled):
                return inner
            if table := _from_table(inner):
                return table
        elif isinstance(inner, dict) and depth < DEEPEST and (found := _named(inner, depth + 1)) is not None:
            return found
    return None


def _likeliest(value: Mapping[str, Any]) -> list[Any] | None:
    """Return the list of objects whose names mean most here; objects by name are a list too."""
    lists = list(_lists(value))
    best = max(lists, key=_known, default=None)
    if best is None or (_known(best) < FEWEST and len(lists) > 1):
        return None
    # What is a record with a list inside, its dates for instance, is not that list.
    return None if any(meaning(name) in COLUMNS["title"] for name in value) else best


def _lists(value: Mapping[str, Any], depth: int = 0) -> Iterator[list[Any]]:
    objects = [inner for inner in value.values() if isinstance(inner, dict)]
    if len(objects) == len(value) and objects and all(_known([one]) >= FEWEST for one in objects[:LOOKED_AT]):
        yield objects
        return
    for inner in value.values():
        if isinstance(inner, list) and inner and isinstance(inner[0], dict):
            yield inner
        elif isinstance(inner, dict) and depth < DEEPEST:
            yield from _lists(inner, depth + 1)


def _known(records: Sequence[Any]) -> int:
    names = {meaning(name) for one in records[:LOOKED_AT] if isinstance(one, dict) for name in one}
    return len(names & KNOWN)


def _table_of(value: Mapping[str, Any]) -> list[Any] | None:
    """Return the records of ``{"columns": […], "rows": [[…]]}``."""
    for heads, lines in (("columns", "rows"), ("columns", "data"), ("fields", "values"), ("headers", "rows")):
        names, rows = value.get(heads), value.get(lines)
        if isinstance(names, list) and isinstance(rows, list) and rows and all(isinstance(row, list) for row in rows):
            return _from_table([[one.get("name") if isinstance(one, dict) else one for one in names], *rows])
    return None


def _from_table(lines: list[Any]) -> list[Any] | None:
    """Return the records of an array of arrays, the first of which names columns."""
    if len(lines) < FEWEST or not all(isinstance(line, list) for line in lines):
        return None
    names = [str(name) for name in lines[0]]
    if sum(meaning(name) in KNOWN for name in names) < FEWEST:
        return None
    return [dict(zip(names, line, strict=False)) if len(line) <= len(names) else line for line in lines[1:]]
