"""One Idempotency-Key per record: the same at every run, so that a record sent twice is registered once."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid5

from services.submission.imports.mapping.references import Referenced
from services.submission.imports.reading.rows import Row

NAMESPACE = UUID("5f0e6f1c-9d3f-5a58-8a53-2f1f6f0c7a11")


def keys(rows: Sequence[Row], referenced: Sequence[Referenced]) -> list[str]:
    """Return a key for each row: from its reference where no other manifestation bears it, else from its content.

    Rows that are alike to the last sign get the same key, and so become one manifestation; so do rows that are dates
    of one. A column that is empty is no content: adding one changes no key.
    """
    firsts = {(one.reference, one.first) for one in referenced}
    times = Counter(reference for reference, _ in firsts if reference)
    content = {row.number: _content(row.fields) for row in rows}
    return [
        str(uuid5(NAMESPACE, one.reference if one.reference and times[one.reference] == 1 else content[one.first]))
        for one in referenced
    ]


def _content(fields: Mapping[str, Any]) -> str:
    filled = {name: value for name, value in fields.items() if value is not None and value != ""}
    return json.dumps(filled, ensure_ascii=True, sort_keys=True, default=str)
