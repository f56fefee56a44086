"""A manifestation as its own page shows it."""

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from services.programme.listings.store import Listing
from services.programme.site.listing_views import (
    ALL_DAY,
    DASH,
    OPENNESS,
    format_label,
    hours,
    place_line,
    theme_label,
)
from shared.contracts.content import PublicContact
from shared.http.french import day, moments, zone_remark
from shared.http.typography import NO_BREAK, capitalised

NATIONAL_DIGITS = 10
LONGEST_NAME = 45


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Where to, and what is read."""

    href: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestationView:
    """What stands on the page beside the text and the address."""

    when: str
    where: str
    format: str
    themes: tuple[str, ...]
    openness: tuple[str, str]
    contact: tuple[Link, ...]
    online: Link | None


def manifestation_view(listing: Listing) -> ManifestationView:
    """Put a listing into words."""
    content = listing.content
    online = web_link(content.online_url)
    return ManifestationView(
        when=capitalised(moment_of(listing)),
        where=place_line(content.place),
        format=format_label(content.format),
        themes=tuple(theme_label(slug) for slug in content.themes),
        openness=OPENNESS[content.openness],
        contact=contact_links(content.public_contact),
        online=online,
    )


def moment_of(listing: Listing) -> str:
    """Say the day or days with the year, and the hours."""
    content = listing.content
    if hours(content) == ALL_DAY and listing.first_day == listing.last_day:
        return f"{day(listing.first_day)}, {ALL_DAY}{zone_remark(content.time_zone)}"
    return moments(content.starts_at, content.ends_at, content.time_zone).replace(" – ", DASH)


def contact_links(contact: PublicContact) -> tuple[Link, ...]:
    """Return telephone, mail and site, those that there are."""
    found = (
        Link(href=f"tel:{quote(contact.phone, safe='+')}", text=phone_text(contact.phone)) if contact.phone else None,
        Link(href=f"mailto:{quote(contact.email, safe='@+')}", text=contact.email) if contact.email else None,
        web_link(contact.website),
    )
    return tuple(link for link in found if link)


def web_link(address: str | None) -> Link | None:
    """Return a link that shows where it leads; None for anything that is not http or https."""
    try:
        parts = urlsplit(address or "")
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host:
        return None
    name = f"{host.removeprefix('www.')}{parts.path.rstrip('/')}"
    return Link(href=address or "", text=name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…")


def phone_text(digits: str) -> str:
    """``0299000000`` is read ``02 99 00 00 00``; other forms stay as they are."""
    if len(digits) != NATIONAL_DIGITS or not digits.isdecimal():
        return digits
    return NO_BREAK.join(digits[at : at + 2] for at in range(0, NATIONAL_DIGITS, 2))
