"""Columns whose heading nobody here knows: named, so that nothing is dropped in silence."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from services.submission.imports.columns.columns import passed_over
from services.submission.imports.columns.headings import nearest

MOST_COLUMNS = 12


def not_understood(records: Iterable[Mapping[str, Any]], taken: Collection[str] = ()) -> tuple[str, ...]:
    """Say which filled columns nobody here knows, if there are any; those ``taken`` for something are known."""
    names = dict.fromkeys(name for fields in records for name in passed_over(fields, taken))
    if not names:
        return ()
    shown = [f"{name} (« {near} » ?)" if (near := nearest(name)) else name for name in list(names)[:MOST_COLUMNS]]
    label = "Colonne ignorée" if len(names) == 1 else "Colonnes ignorées"
    return (f"{label} : {', '.join([*shown, '…'] if len(names) > MOST_COLUMNS else shown)}.",)
