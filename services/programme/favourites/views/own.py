"""A programme as its page shows it: by day, with what is at the same time."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from services.programme.favourites.own_programme import Kept
from services.programme.favourites.rules.clashes import clashes
from services.programme.listings.listing import ListedDate
from services.programme.site.views.cards import Card, card
from services.programme.site.views.dates import when
from shared.contracts.submission import EditionChanged
from shared.editions.rules import format_labels
from shared.french.dates import day
from shared.french.typography import capitalised
from shared.http.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDate:
    """One date that was chosen."""

    manifestation_id: UUID
    occurrence_id: UUID
    card: Card
    clashes: tuple[str, ...]
    """What is at the same time."""


Day = tuple[str, list[OwnDate]]


def own_days(site: Site, edition_of: Callable[[int], EditionChanged], kept: Kept) -> list[Day]:
    """Return the dates by the day on which they begin."""
    against = clashes(kept.dates)

    def shown(date: ListedDate) -> OwnDate:
        others = against.get((date.entry.manifestation_id, date.entry.occurrence_id), ())
        return OwnDate(
            manifestation_id=date.entry.manifestation_id,
            occurrence_id=date.entry.occurrence_id,
            card=card(site, format_labels(edition_of(date.listing.edition)), date),
            clashes=tuple(f"« {each.listing.content.title} », {_hours(each)}" for each in others),
        )

    return [
        (capitalised(day(first_day)), [shown(each) for each in members])
        for first_day, members in groupby(kept.dates, key=lambda each: each.entry.first_day)
    ]


def _hours(date: ListedDate) -> str:
    return when(date.listing.content, date.occurrence)
