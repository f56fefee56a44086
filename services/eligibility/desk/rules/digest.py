"""What somebody at a desk is written each morning, where there is something; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from services.eligibility.desk.rules.queue import Entry
from shared.contracts.notices import Notice
from shared.french.typography import plural
from shared.geography.time_zones import PARIS

AT = time(7)
"""On the clock of Paris."""
MOST_NAMED = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDo:
    """What waits for somebody."""

    waiting: int
    overdue: int
    """Of which the chamber was reminded, or the national team was called."""
    oldest: Sequence[Entry]
    stood_in: Sequence[str]
    """Names of the regions that somebody else left to them."""


def next_morning(now: datetime) -> datetime:
    """Return when the next digests leave."""
    local = now.astimezone(ZoneInfo(PARIS))
    day = local.date() if local.time() < AT else local.date() + timedelta(days=1)
    return datetime.combine(day, AT, ZoneInfo(PARIS))


def digest(account_id: UUID, day: date, todo: ToDo, *, link: str, at: datetime) -> Notice | None:
    """Return the mail of a day, one however often it is told; None where nothing waits."""
    if not todo.waiting:
        return None
    several = todo.waiting > 1
    sentences = [f"{plural(todo.waiting, 'dossier')} {'attendent' if several else 'attend'} votre décision."]
    if todo.overdue:
        sentences.append(
            f"Rappel : {plural(todo.overdue, 'dossier')} {'attendent' if todo.overdue > 1 else 'attend'} depuis plus "
            "longtemps que l’édition ne le prévoit. Sans décision, l’équipe nationale s’en saisit."
        )
    if todo.stood_in:
        sentences.append(f"Vous remplacez aujourd’hui : {', '.join(todo.stood_in)}.")
    late = f", dont {todo.overdue} en retard" if todo.overdue else ""
    return Notice(
        notice_id=uuid5(account_id, f"digest {day}"),
        account_id=account_id,
        kind="desk_digest",
        subject=f"{plural(todo.waiting, 'dossier')} à décider{late}",
        sentences=tuple(sentences),
        points=tuple(_point(entry, at) for entry in todo.oldest[:MOST_NAMED]),
        link=link,
        link_label="Ouvrir la file",
        told_at=at,
    )


def _point(entry: Entry, at: datetime) -> str:
    days = (at - entry.opened_at).days
    since = f"depuis {plural(days, 'jour')}" if days else "depuis moins d’un jour"
    overdue = " (rappel)" if entry.reminded_at or entry.escalated_at else ""
    return f"« {entry.manifestation.content.title} », {since}{overdue}"
