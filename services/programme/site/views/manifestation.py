"""A manifestation as its own page shows it."""

from dataclasses import dataclass
from uuid import UUID

from services.programme.listings.listing import Listing
from services.programme.listings.rules.dates import changes_of, state_of, takes_place_at
from services.programme.site.views.dates import days, moment_of, standing
from services.programme.site.views.facts import Fact, answers_of, facts_of
from services.programme.site.views.links import Link, contact_links, web_link
from services.programme.site.views.picture import PictureView, picture_view
from services.programme.site.views.words import (
    Badge,
    access_badges,
    state_badge,
    where_line,
)
from shared.contracts.content import Content, Occurrence, Place
from shared.contracts.submission import EditionChanged
from shared.editions.rules import format_labels, theme_labels
from shared.french.dates import day
from shared.french.places import town_of
from shared.french.typography import capitalised, listed, plural

MOST_PLACES = 3
ADDRESS_KEPT_BACK = "Adresse communiquée à l’inscription"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateView:
    """One date on the page."""

    occurrence_id: UUID
    when: str
    badge: Badge | None
    off: bool
    """True where it does not take place."""
    remarks: tuple[str, ...]
    where: str
    address: tuple[str, ...]
    """Lines of the address of this date; empty online."""
    calendar: str
    """What follows the address of the manifestation's calendar to have this date alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestationView:
    """What stands on the page beside the text."""

    when: str
    where: str
    format: str
    themes: tuple[tuple[str, str], ...]
    """Slug and label; no slug where the edition does not know it."""
    access: tuple[Badge, ...]
    alert: tuple[str, str] | None
    """Title and kind of what must be known first: there is nothing to come to, or not as expected."""
    dates: tuple[DateView, ...]
    address: tuple[str, ...]
    """Lines of the one address there is; empty where there are several, or none."""
    facts: tuple[Fact, ...]
    contact: tuple[Link, ...]
    online: Link | None
    picture: PictureView | None


def manifestation_view(edition: EditionChanged, listing: Listing) -> ManifestationView:
    """Put a listing into words."""
    content = listing.content
    dates = tuple(_date(content, occurrence) for occurrence in content.occurrences)
    formats, themes = format_labels(edition), theme_labels(edition)
    addresses = {date.address for date in dates}
    return ManifestationView(
        when=capitalised(_when(content)),
        where=_where(dates),
        format=formats.get(content.format, content.format),
        themes=tuple((slug if slug in themes else "", themes.get(slug, slug)) for slug in content.themes),
        access=access_badges(content),
        alert=_alert(dates),
        dates=dates,
        address=addresses.pop() if len(addresses) == 1 else (),
        facts=(*facts_of(content), *answers_of(edition, content)),
        contact=contact_links(content.public_contact),
        online=web_link(content.online_url),
        picture=picture_view(content.image),
    )


def address_lines(place: Place) -> tuple[str, ...]:
    """Return name, street and town; what stands for the street where it is kept back."""
    return place.name, place.address or ADDRESS_KEPT_BACK, f"{place.postcode} {town_of(place)}"


def _when(content: Content) -> str:
    if len(content.occurrences) == 1:
        return moment_of(content, content.occurrences[0])
    periods = [period for _, period in standing(content)]
    first, last = min(each.first_day for each in periods), max(each.last_day for each in periods)
    span = day(first) if first == last else f"{days(first, last)} {last.year}"
    return f"{plural(len(content.occurrences), 'date')}, {span}"


def _where(dates: tuple[DateView, ...]) -> str:
    lines = list(dict.fromkeys(date.where for date in dates))
    return listed(lines) if len(lines) <= MOST_PLACES else plural(len(lines), "lieu", "lieux")


def _alert(dates: tuple[DateView, ...]) -> tuple[str, str] | None:
    if all(date.off for date in dates):
        return ("Cette manifestation est annulée", "danger")
    return dates[0].badge if len(dates) == 1 else None


def _date(content: Content, occurrence: Occurrence) -> DateView:
    state, place = state_of(occurrence), takes_place_at(content, occurrence)
    return DateView(
        occurrence_id=occurrence.occurrence_id,
        when=capitalised(moment_of(content, occurrence)),
        badge=state_badge(state),
        off=state == "cancelled",
        remarks=_remarks(content, occurrence),
        where=where_line(content, occurrence),
        address=address_lines(place) if place else (),
        calendar=f"?date={occurrence.occurrence_id}",
    )


def _remarks(content: Content, occurrence: Occurrence) -> tuple[str, ...]:
    return (*changes_of(content, occurrence), *([occurrence.note] if occurrence.note else []))
