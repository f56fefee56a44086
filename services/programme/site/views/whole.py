"""A collective programme as readers see it: the dates of all its parts by day, and who organises them."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.programme.listings.part_of import Parts
from services.programme.listings.rules.addresses import SELECTED_CALENDAR
from services.programme.site.views.cards import DayGroup, card_piece, day_groups
from services.programme.site.views.filters import PAST, Selection, selection
from shared.contracts.submission import EditionChanged
from shared.french.typography import plural
from shared.http.pages import Pages
from shared.http.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeView:
    """What stands on the page of the whole."""

    said: str
    """How many dates there are, and of how many organisers."""
    groups: list[DayGroup]
    more: bool
    """True where the list has others."""
    listed: str
    """The address of the list of its parts."""
    calendar: str


def list_of_parts(site: Site, edition: EditionChanged, parent_id: UUID, *, present: bool, now: datetime) -> Selection:
    """Return the list of all parts, what is over too; ``present`` is the edition that lists show by themselves."""
    path = site.path("/" if present else f"/editions/{edition.year}")
    return selection(path, {"parent": str(parent_id), PAST: "1"}, now=now, edition=edition)


def whole_view(
    pages: Pages, edition: EditionChanged, parent_id: UUID, parts: Parts, *, present: bool, now: datetime
) -> WholeView:
    """Put the parts into words."""
    dates, site = parts.dates, pages.site
    chosen = list_of_parts(site, edition, parent_id, present=present, now=now)
    number, organisers = plural(len(dates), "date"), {each.listing.organiser_name for each in dates}
    return WholeView(
        said=f"{'Plus de ' if parts.more else ''}{number}, {plural(len(organisers), 'organisateur')}",
        groups=day_groups(
            [(each.entry, card_piece(pages, edition, each)) for each in dates],
            since=lambda _: None,
            called={each.entry for each in dates},
        ),
        more=parts.more,
        listed=chosen.address(),
        calendar=chosen.copy(site.path(SELECTED_CALENDAR), present=present),
    )


def parts_made_of(parts: Parts | None) -> Hashable:
    """Return what the parts of a page depend on."""
    return (tuple(each.entry for each in parts.dates), parts.more) if parts else None
