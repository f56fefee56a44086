"""A record in the API's own form already: it is the body, and what to say about it is left to the platform."""

import json
from collections.abc import Mapping
from typing import Any

from services.submission.imports.mapping.mapped import Mapped
from services.submission.imports.text import LONE_SURROGATES


def as_it_is(fields: Mapping[str, Any]) -> Mapped:
    """Return the record as the body to send: nothing read into it, nothing completed, nothing moved."""
    # Lone halves of a surrogate pair cannot be written as UTF-8, neither in the body nor in the report.
    text = LONE_SURROGATES.sub("\N{REPLACEMENT CHARACTER}", json.dumps(fields, ensure_ascii=False))
    return Mapped(body=json.loads(text), faults=(), notes=(), columns={})
