"""Hours under « Début » and « Fin » beside a date of its own, and how long it lasts."""

import re

from services.submission.imports.mapping.hours import hours_in
from services.submission.imports.mapping.mapped import OCCURRENCES, Draft
from services.submission.imports.mapping.moments import Written, parse_hour
from services.submission.imports.text import one_line
from shared.geography import fold

HOURS = (("start", "start_time"), ("end", "end_time"))
FURTHER = re.compile(
    r"(?:autres?|seconde?|deuxieme|troisieme|2e|3e) (?:dates?|seances?|sessions?|creneaux?|horaires?|heures?)\b.*|"
    r"(?:dates?|seances?|sessions?|creneaux?|horaires?|heures?|jour)(?: (?:de |du )?(?:debut|fin))? ?(?:n )?[2-9]|"
    r"(?:dates?|jours?) (?:exclue?s?|annulee?s?|supplementaires?|sans seance)|exceptions?|sauf|relaches?"
)
ELSEWHERE = (
    "La colonne « {} » n’est pas reprise, et « {} » y change les dates : mettez toutes les dates dans une colonne "
    "« Séances », ou une ligne par date."
)
LASTS = "Fin comptée d’après la durée : « {} »."
NOT_UNDERSTOOD = "« {} » n’est pas une durée : écrivez 2h ou 1h30."


def move_hours(draft: Draft) -> None:
    """Read an hour alone under a heading of a date as the hour that it is."""
    for field, hours in HOURS:
        if draft.record.first(hours) is None:
            for cell in draft.record.all(field):
                if isinstance(cell.value, str) and parse_hour(one_line(cell.value)) is not None:
                    draft.record.move(cell, hours)


def with_duration(draft: Draft, start: Written, end: Written | None) -> Written | None:
    """Return the end that a beginning and a duration make, where none is written."""
    cell = draft.record.first("duration")
    if cell is None or start.hour is None or (end is not None and (end.hour is not None or end.day != start.day)):
        return end
    text = one_line(cell.text or cell.shown)
    read = hours_in(f"{start.hour:%Hh%M}, durée {text}") if start.hour.hour else None
    if not read or read[0].end is None:
        draft.fault(OCCURRENCES, "duration_format", NOT_UNDERSTOOD.format(text[:60]), cell)
        return end
    draft.notes.append(LASTS.format(text[:60]))
    return Written(day=start.day, hour=read[0].end, offset=start.offset)


def say_what_changes_the_dates(draft: Draft) -> None:
    """Ask about further dates and exceptions in columns that nobody here reads."""
    for cell in draft.record.unknown():
        if FURTHER.fullmatch(fold(cell.column)):
            draft.fault(OCCURRENCES, "dates_elsewhere", ELSEWHERE.format(cell.column, cell.shown[:60]), cell)
