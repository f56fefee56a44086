"""The beginning and the end of a record, from whichever of its columns say something about it."""

from dataclasses import replace
from datetime import time
from zoneinfo import ZoneInfo

from moisess.feed.mapped import END, START, Draft
from moisess.feed.moments import Written, hours_in, parse, parse_hour
from moisess.feed.schedule import Move, schedule
from moisess.feed.text import one_line

HOW_TO_WRITE = "écrivez JJ/MM/AAAA ou AAAA-MM-JJ, avec l’heure si elle est connue (14/11/2026 18h30)."


def read_schedule(draft: Draft, *, zone: ZoneInfo, move: Move | None) -> None:
    """Fill in the only date that a record has."""
    start = _moment(draft, "start", "start_time")
    end = _moment(draft, "end", "end_time")
    if start is None:
        if draft.record.first("start") is None:
            draft.fault(START, "date_missing", f"La date de début manque : {HOW_TO_WRITE}")
        return
    end_hour = draft.text("end_time")
    if end is None and end_hour and draft.record.first("end") is None:
        hour = _hour(draft, END, "end_time")
        end = replace(start, hour=hour) if hour else None
    start, end = _with_hours_from_text(draft, start, end)
    if end is None and any(fault.pointer == END for fault in draft.faults):
        alone = schedule(start, None, zone=zone, move=move)
        draft.body["occurrences"] = [{"starts_at": alone.starts_at.isoformat()}]
        draft.moved.extend(alone.moved)
        return
    result = schedule(start, end, zone=zone, move=move)
    draft.notes.extend(result.notes)
    draft.moved.extend(result.moved)
    draft.body["occurrences"] = [{"starts_at": result.starts_at.isoformat(), "ends_at": result.ends_at.isoformat()}]


def _moment(draft: Draft, day_field: str, hour_field: str) -> Written | None:
    pointer = START if day_field == "start" else END
    cell = draft.record.first(day_field)
    if cell is None:
        return None
    written = parse(one_line(cell.value)) if isinstance(cell.value, str) else None
    if written is None:
        draft.fault(pointer, "date_format", f"« {cell.shown[:60]} » n’est pas une date : {HOW_TO_WRITE}", cell)
        return None
    draft.columns[pointer] = cell.column
    if written.hour is not None or not draft.text(hour_field):
        return written
    hour = _hour(draft, pointer, hour_field)
    return replace(written, hour=hour) if hour else None


def _hour(draft: Draft, pointer: str, field: str) -> time | None:
    """Read an hour from its own column; one that cannot be read is that column's fault, not the date's."""
    hour = parse_hour(one_line(draft.text(field) or ""))
    if hour is None and (cell := draft.record.first(field)):
        message = f"« {cell.shown[:60]} » n’est pas une heure : écrivez par exemple 18h30."
        draft.fault(pointer, "hour_format", message, cell)
    return hour


def _with_hours_from_text(draft: Draft, start: Written, end: Written | None) -> tuple[Written, Written | None]:
    """Take hours from a sentence on the opening hours, where the dates have none and the sentence has just one pair."""
    if start.hour is not None or (end is not None and end.hour is not None):
        return start, end
    sentence = one_line(draft.text("timing") or "")
    hours = hours_in(sentence)
    if hours is None:
        return start, end
    draft.notes.append(f"Horaires lus dans « {sentence[:80]} ».")
    closing: time | None = hours[1]
    if closing is None:
        return replace(start, hour=hours[0]), end
    return replace(start, hour=hours[0]), replace(end or start, hour=closing)
