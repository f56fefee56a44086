"""Which of the chosen dates nobody can attend both of. Pure."""

from collections.abc import Sequence
from itertools import combinations

from services.programme.favourites.own_programme import Chosen
from services.programme.listings.listing import ListedDate
from services.programme.listings.rules.dates import state_of


def clashes(dates: Sequence[ListedDate]) -> dict[Chosen, tuple[ListedDate, ...]]:
    """Return, by date, the others at the same time.

    What lasts all day, or several, leaves room for others; what does not take place is in nobody's way.
    """
    found: dict[Chosen, tuple[ListedDate, ...]] = {}
    for one, other in combinations([each for each in dates if _binds(each)], 2):
        if one.occurrence.starts_at < other.occurrence.ends_at and other.occurrence.starts_at < one.occurrence.ends_at:
            for each, against in ((one, other), (other, one)):
                key = (each.entry.manifestation_id, each.entry.occurrence_id)
                found[key] = (*found.get(key, ()), against)
    return found


def _binds(date: ListedDate) -> bool:
    occurrence, entry = date.occurrence, date.entry
    off = state_of(occurrence) == "cancelled" or (
        state_of(occurrence) == "postponed" and occurrence.previous_starts_at is None
    )
    return not off and not occurrence.all_day and entry.first_day == entry.last_day
