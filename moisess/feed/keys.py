"""One Idempotency-Key per record: the same at every run, so that a record sent twice is registered once."""

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid5

from moisess.feed.rows import Row

NAMESPACE = UUID("5f0e6f1c-9d3f-5a58-8a53-2f1f6f0c7a11")


def keys(rows: Sequence[Row], references: Sequence[str | None]) -> list[str]:
    """Return a key for each row: from its reference where no other row bears it, else from all of its content.

    Rows that are alike to the last sign get the same key, and so become one manifestation.
    """
    times = Counter(reference for reference in references if reference)
    return [
        str(uuid5(NAMESPACE, reference if reference and times[reference] == 1 else _content(row.fields)))
        for row, reference in zip(rows, references, strict=True)
    ]


def _content(fields: Any) -> str:
    return json.dumps(fields, ensure_ascii=True, sort_keys=True, default=str)
