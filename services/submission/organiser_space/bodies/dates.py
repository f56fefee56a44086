"""The dates of the form: a block each, of a day and its hours."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from shared.contracts.content import Content, Occurrence
from shared.errors import FieldError
from shared.french.dates import NIGHT_ENDS, same_night, with_offset
from shared.geography.clocks import clock_of

DATES = "occurrences"
FRENCH_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
FRENCH_HOUR = re.compile(r"(\d{1,2})\s*[hH:]\s*(\d{2})?(?::\d{2})?")
WRITTEN = (("date", "date"), ("from", "heure"), ("to", "heure"), ("until", "date"))
ASKED = {
    "date": "Indiquez la date.",
    "from": "Indiquez l’heure de début.",
    "to": "Indiquez l’heure de fin.",
}
YEARS = range(2000, 3000)
"""Others are slips of a key, and the days after the last of all years cannot be counted."""
EXAMPLES = {"date": "14/11/2026", "heure": "18:30"}


def blocks_of(values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the blocks of a form, one at least."""
    found = values.get(DATES)
    blocks = [dict(block) for block in found if isinstance(block, Mapping)] if isinstance(found, list) else []
    return blocks or [{}]


def is_untouched(block: Mapping[str, Any]) -> bool:
    """Return True for a block that was added and not filled in."""
    return not set(block) - {"state", "every"}


def block_faults(block: Mapping[str, Any], position: int) -> Iterator[FieldError]:
    """Say what cannot be read of a block, at its fields."""
    whole_days = "all_day" in block
    for name, kind in WRITTEN:
        text = str(block.get(name, "")).strip()
        if whole_days and name in {"from", "to"}:
            if text:
                message = "Toute la journée, ou des heures : videz l’heure, ou décochez « Toute la journée »."
                yield _fault(position, name, "all_day_with_hours", message, text)
        elif not text and name in ASKED:
            yield _fault(position, name, "required", ASKED[name], None)
        elif text and (read_day(text) if kind == "date" else read_hour(text)) is None:
            message = f"« {text[:40]} » n’est pas une {kind} : écrivez par exemple {EXAMPLES[kind]}."
            yield _fault(position, name, f"{kind}_format", message, text)


def span_of_block(block: Mapping[str, Any], zone: str) -> dict[str, str]:
    """Return beginning and end as a body has them; what cannot be read is left out."""
    first, last = read_day(block.get("date")), read_day(block.get("until"))
    if first is None:
        return {}
    if "all_day" in block:
        return {"starts_at": first.isoformat(), "ends_at": (last or first).isoformat()}
    begins, ends = read_hour(block.get("from")), read_hour(block.get("to"))
    span = {}
    if begins is not None:
        span["starts_at"] = with_offset(f"{first}T{begins:%H:%M}", zone)
    if ends is not None and (last or not str(block.get("until", "")).strip()):
        night = begins is not None and ends <= NIGHT_ENDS < begins
        ending = last or (first + timedelta(days=1) if night else first)
        span["ends_at"] = with_offset(f"{ending}T{ends:%H:%M}", zone)
    return span


def block_of(content: Content, occurrence: Occurrence) -> dict[str, Any]:
    """Return the block that shows a date."""
    zone = ZoneInfo(clock_of(content, occurrence))
    start, end = occurrence.starts_at.astimezone(zone), occurrence.ends_at.astimezone(zone)
    block: dict[str, Any] = {
        "occurrence_id": str(occurrence.occurrence_id),
        "date": start.date().isoformat(),
        "state": occurrence.state,
        "note": occurrence.note,
    }
    if occurrence.all_day:
        return {**block, "all_day": "true", "until": _until(start, end - timedelta(days=1))}
    return {**block, "from": f"{start:%H:%M}", "to": f"{end:%H:%M}", "until": _until(start, end)}


def span_kept(block: Mapping[str, Any], content: Content, occurrence: Occurrence, zone: str) -> dict[str, str]:
    """Return what a block leaves as it is of a known date, on the same clock, to the second and in its own hour.

    A block shows minutes, and an hour that autumn repeats looks twice the same.
    """
    if clock_of(content, occurrence) != zone:
        return {}
    shown = block_of(content, occurrence)
    same = {name: _read(name, block) == _read(name, shown) for name in ("date", "from", "to", "until", "all_day")}
    if occurrence.all_day or not (same["date"] and same["all_day"]):
        return {}
    kept = {"starts_at": occurrence.starts_at.isoformat()} if same["from"] else {}
    if all(same.values()):
        kept["ends_at"] = occurrence.ends_at.isoformat()
    return kept


def _read(name: str, block: Mapping[str, Any]) -> object:
    if name == "all_day":
        return bool(block.get(name))
    return read_day(block.get(name)) if name in {"date", "until"} else read_hour(block.get(name))


def read_day(written: Any) -> date | None:
    """Read a date as browsers send it, or as people write it where the browser has no calendar."""
    text = str(written or "").strip()
    if french := FRENCH_DAY.fullmatch(text):
        text = f"{french[3]}-{int(french[2]):02}-{int(french[1]):02}"
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.year in YEARS else None


def read_hour(written: Any) -> time | None:
    """Read ``18:30``, ``18h30`` or ``18 h``."""
    match = FRENCH_HOUR.fullmatch(str(written or "").strip())
    try:
        return time(int(match[1]), int(match[2] or 0)) if match else None
    except ValueError:
        return None


def _until(start: datetime, last: datetime) -> str | None:
    return None if same_night(start, last) or last.date() == start.date() else last.date().isoformat()


def _fault(position: int, name: str, code: str, message: str, value: str | None) -> FieldError:
    return FieldError(pointer=f"/{DATES}/{position}/{name}", code=code, message=message, value=value and value[:200])
