"""How a form names the collective programme of somebody else: by an address that was copied, or an identifier."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from shared.short_codes import code_of

CHOSEN, ADDRESS = "parent_id", "parent_address"
"""One of one's own, chosen from a list; another's, by its address."""
IDENTIFIER = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def address_in(values: Mapping[str, Any]) -> str:
    """Return what was written in the field."""
    return str(values.get(ADDRESS) or "").strip()


def chosen_in(values: Mapping[str, Any]) -> UUID | None:
    """Return which of one's own was chosen."""
    found = IDENTIFIER.fullmatch(str(values.get(CHOSEN) or ""))
    return UUID(found[0]) if found else None


def meant_by(address: str) -> UUID | str | None:
    """Return the identifier that an address has, or else its short code; None where it is neither."""
    if found := IDENTIFIER.search(address):
        return UUID(found[0])
    before, _, code = address.removesuffix("/").rpartition("/")
    return code_of(code) if not before or f"/{before}".endswith("/m") else None
