"""What is right by every rule, and yet is mostly a slip: an organiser at the form is asked, a program is not."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from shared.contracts.content import Content

LONGEST_UNASKED = timedelta(days=2)
"""Longer than a week-end from Friday evening to Sunday evening, hours mean the opening hours of each day."""


def doubts(content: Content, now: datetime) -> Iterator[str]:
    """Say what an organiser may not have meant: dates that are all over, and days on end without a break."""
    dates = content.occurrences
    if all(date.ends_at <= now for date in dates):
        over = "Toutes les dates sont déjà passées" if len(dates) > 1 else "La date est déjà passée"
        yield f"{over} : la manifestation ne serait pas montrée parmi celles à venir."
    for number, date in enumerate(dates, start=1):
        lasts = date.ends_at - date.starts_at
        if not date.all_day and lasts > LONGEST_UNASKED:
            which = f"La date n° {number}" if len(dates) > 1 else "La date"
            hours = lasts // timedelta(hours=1)
            yield (
                f"{which} dure {hours} heures d’affilée, jour et nuit. Si ce sont des horaires de chaque jour, ajoutez "
                "plutôt une date par jour, ou cochez « Toute la journée »."
            )
