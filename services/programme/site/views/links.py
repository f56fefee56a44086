"""Links that lead out of the programme: a web address, a telephone number, a mail address."""

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from shared.contracts.content import PublicContact
from shared.french.typography import NO_BREAK

NATIONAL_DIGITS = 10
LONGEST_NAME = 45


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Where to, and what is read."""

    href: str
    text: str


def contact_links(contact: PublicContact) -> tuple[Link, ...]:
    """Return telephone, mail and site, those that there are."""
    return ways_to_reach(phone=contact.phone, email=contact.email, website=contact.website)


def ways_to_reach(*, phone: str | None, email: str | None, website: str | None) -> tuple[Link, ...]:
    """Return those links that there are, telephone first."""
    found = (
        Link(href=f"tel:{quote(phone, safe='+')}", text=phone_text(phone)) if phone else None,
        Link(href=f"mailto:{quote(email, safe='@+')}", text=email) if email else None,
        web_link(website),
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
