"""The list as readers see it: a card per date, by day."""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from markupsafe import Markup

from services.programme.listings.listing import Entry, ListedDate
from services.programme.listings.rendered import digest_of
from services.programme.listings.rules.addresses import page_path
from services.programme.listings.rules.dates import state_of
from services.programme.site.views.dates import ALL_DAY, hours, local_time, number, when
from services.programme.site.views.words import (
    Badge,
    access_badges,
    state_badge,
    where_line,
)
from shared.contracts.content import Content, Occurrence
from shared.contracts.submission import EditionChanged
from shared.editions.rules import format_labels
from shared.french.dates import SHORT_MONTHS, day, hour
from shared.french.places import town_of
from shared.french.typography import NO_BREAK, capitalised
from shared.geography.clocks import place_of
from shared.http.pages import Pages
from shared.http.site import Site

ALREADY_BEGUN = "Déjà commencées"
IN_THE_TEXT = " (mots trouvés dans le texte)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One date of a manifestation in the list."""

    href: str
    title: str
    when: str
    tile: tuple[str, str]
    """What stands large, and the words below it."""
    place: str
    organiser: str
    format: str
    state: Badge | None
    """What marks the date; None where it simply takes place."""
    off: bool
    """True where it does not take place."""
    access: tuple[Badge, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayGroup:
    """What begins on one day."""

    heading: str
    cards: tuple[Markup, ...]


def cards_made_of(dates: Iterable[tuple[Entry, bytes]]) -> Hashable:
    """Return what a page with these rendered dates depends on: how they read, and not their versions."""
    shown = list(dates)
    days = tuple((entry.first_day, entry.time_zone) for entry, _ in shown)
    return days, digest_of(piece for _, piece in shown)


def day_groups(
    dates: Iterable[tuple[Entry, bytes]], *, since: Callable[[Entry], date | None], called: Collection[Entry]
) -> list[DayGroup]:
    """Group rendered dates, which come in order, by the day they begin, those that are ``called`` by the words first.

    What began before ``since``, which may be another day on another clock, stands in front.
    """
    by_rank: tuple[list[tuple[Entry, bytes]], ...] = ([], [])
    for entry, piece in dates:
        by_rank[entry not in called].append((entry, piece))
    return [*_by_day(by_rank[0], since), *_by_day(by_rank[1], since, remark=IN_THE_TEXT)]


def _by_day(
    dates: Iterable[tuple[Entry, bytes]], since: Callable[[Entry], date | None], *, remark: str = ""
) -> list[DayGroup]:
    begun: list[bytes] = []
    others: list[tuple[Entry, bytes]] = []
    for entry, piece in dates:
        first = since(entry)
        if first and entry.first_day < first:
            begun.append(piece)
        else:
            others.append((entry, piece))
    groups = [(ALREADY_BEGUN, begun)] if begun else []
    groups += [
        (capitalised(day(first_day, year=False)), [piece for _, piece in members])
        for first_day, members in groupby(others, key=lambda each: each[0].first_day)
    ]
    return [
        DayGroup(heading=f"{text}{remark}", cards=tuple(markup(each) for each in pieces)) for text, pieces in groups
    ]


def card(site: Site, formats: Mapping[str, str], listed: ListedDate) -> Card:
    """Return one date as its card shows it; ``formats`` are the labels of the edition, by slug."""
    listing, occurrence = listed.listing, listed.occurrence
    content = listing.content
    return Card(
        href=site.path(page_path(listing.manifestation_id)),
        title=content.title,
        when=when(content, occurrence),
        tile=_tile(listed),
        place=_place(content, occurrence),
        organiser=listing.organiser_name,
        format=formats.get(content.format, content.format),
        state=state_badge(state_of(occurrence)),
        off=state_of(occurrence) == "cancelled",
        access=access_badges(content),
        note=occurrence.note or "",
    )


def card_piece(pages: Pages, edition: EditionChanged, listed: ListedDate) -> bytes:
    """Render one date."""
    return pages.render("card.html", item=card(pages.site, format_labels(edition), listed)).encode()


def card_face(edition: EditionChanged) -> Hashable:
    """Return what a rendered card depends on beside its date: the labels of its edition."""
    return ("card", edition.version)


def markup(piece: bytes) -> Markup:
    """Return a piece that a template rendered, as a template takes it."""
    return Markup(piece.decode())  # noqa: S704  a template rendered it, and escaped what it was given


def _place(content: Content, occurrence: Occurrence) -> str:
    announced = place_of(content, occurrence)
    if state_of(occurrence) == "moved_online" and announced:
        return f"au lieu de {town_of(announced)}"
    return where_line(content, occurrence)


def _tile(listed: ListedDate) -> tuple[str, str]:
    first, last, content = listed.entry.first_day, listed.entry.last_day, listed.listing.content
    if first != last:
        return number(first), f"au {number(last)}{NO_BREAK}{SHORT_MONTHS[last.month - 1]}"
    if hours(content, listed.occurrence) == ALL_DAY:
        return "journée", ""
    return hour(local_time(listed.occurrence.starts_at, content, listed.occurrence)), ""
