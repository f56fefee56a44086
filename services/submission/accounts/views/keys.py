"""What a page of access keys shows: one's own, or those of a program."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.submission.accounts.rules import AccessKey
from shared.errors import FieldError
from shared.geography.time_zones import PARIS
from shared.http.forms import FormState

FIELDS = ["name", "scope", "last_day"]
SCOPES = (
    ("read", "Lire seulement", "Elle montre ce que le compte peut voir."),
    ("write", "Lire et écrire", "Elle inscrit, corrige et retire aussi."),
)
OVERLAPS = (("24", "un jour"), ("168", "sept jours"), ("720", "trente jours"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Whose keys they are."""

    account_id: UUID
    program: str
    """Name of the program; empty for one's own account."""
    address: str
    """Of the page; what is done there is below it."""


def keys_view(
    holder: Holder,
    keys: Sequence[AccessKey],
    *,
    text: str = "",
    values: dict[str, Any] | None = None,
    errors: Sequence[FieldError] = (),
) -> dict[str, Any]:
    """Return what the page shows; ``text`` is a key that was drawn just now, the only time that it is shown."""
    return {
        "holder": holder,
        "keys": keys,
        "drawn": text,
        "fields": FIELDS,
        "scopes": SCOPES,
        "overlaps": OVERLAPS,
        "zone": PARIS,
        "form": FormState(values=values or {"scope": "read"}, errors=tuple(errors)),
    }
