"""A record in the API's own form already, which has no columns to understand."""

from collections.abc import Mapping
from typing import Any


def is_body(fields: Mapping[str, Any]) -> bool:
    """Return True for a record with one of the two fields that the body has and no other file has."""
    return isinstance(fields.get("occurrences"), list) or isinstance(fields.get("open_to_all"), bool)
