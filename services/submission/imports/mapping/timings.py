"""Several dates as programs list them: objects with a beginning and an end."""

import json
from collections.abc import Mapping
from typing import Any

from services.submission.imports.mapping.moments import parse
from services.submission.imports.mapping.slots import Slot

BEGINS = ("begin", "start", "debut", "starts_at", "date_start", "date_debut", "startDate", "start_date", "from")
ENDS = ("end", "fin", "ends_at", "date_end", "date_fin", "endDate", "end_date", "to")


def listed(value: Any) -> tuple[Slot, ...] | None:
    """Read what agendas export: a list of objects with a beginning and an end, or the same as JSON in a text."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return None
    if not isinstance(value, list) or not value:
        return None
    slots = [_slot(one) for one in value if isinstance(one, dict)]
    found = tuple(dict.fromkeys(slot for slot in slots if slot))
    return found if len(slots) == len(value) and None not in slots else None


def _slot(timing: Mapping[str, Any]) -> Slot | None:
    begins, ends = (next((timing[name] for name in names if timing.get(name)), None) for names in (BEGINS, ENDS))
    start = parse(begins) if isinstance(begins, str) else None
    end = parse(ends) if isinstance(ends, str) else None
    return Slot(start=start, end=end) if start and (end or not ends) else None
