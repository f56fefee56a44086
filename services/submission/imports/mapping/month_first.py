"""Columns whose dates a program wrote the American way, month first: which of them can be read is then a question."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

NUMBERS = re.compile(r"\s*(\d{1,2})[/-](\d{1,2})[/-](?:\d{4}|\d{2})\b")
MONTHS = 12
AMBIGUOUS = (
    "« {} » : d’autres dates de cette colonne sont écrites mois/jour/année, celle-ci peut se lire des deux façons. "
    "Écrivez AAAA-MM-JJ."
)


def month_first(records: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """Return the columns in which a date can only be read month first."""
    return frozenset(
        name
        for fields in records
        for name, value in fields.items()
        if isinstance(value, str) and (found := NUMBERS.match(value)) and int(found[1]) <= MONTHS < int(found[2])
    )


def is_ambiguous(text: str) -> bool:
    """Return True for a date that is one month first and day first."""
    found = NUMBERS.match(text)
    return bool(found and found[1] != found[2] and int(found[1]) <= MONTHS and int(found[2]) <= MONTHS)
