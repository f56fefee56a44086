"""Changes of the programme as an Atom feed (RFC 4287), what has left as a deleted entry (RFC 6721). Pure."""

from collections.abc import Sequence
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from services.programme.feeds.change import Change
from services.programme.listings.listing import Listing
from services.programme.site.views.dates import moment_of, standing
from services.programme.site.views.words import where_line
from shared.french.typography import shortened

MEDIA_TYPE = "application/atom+xml"
ATOM, TOMBSTONES = "http://www.w3.org/2005/Atom", "http://purl.org/atompub/tombstones/1.0"
SUMMARY_LENGTH = 300
register_namespace("", ATOM)
register_namespace("at", TOMBSTONES)


def feed(title: str, source: str, page: str, changes: Sequence[tuple[Change, str]], *, empty_since: datetime) -> bytes:
    """Return the feed of these changes, each with the address of its page; newest first.

    ``source`` is the feed's own address, ``page`` the page that says the same; ``empty_since`` dates a feed without
    entries.
    """
    root = Element(_atom("feed"), {"{http://www.w3.org/XML/1998/namespace}lang": "fr"})
    _text(root, "id", source)
    _text(root, "title", title)
    _text(root, "updated", _instant(max((each.changed_at for each, _ in changes), default=empty_since)))
    SubElement(root, _atom("link"), rel="self", type=MEDIA_TYPE, href=source)
    SubElement(root, _atom("link"), rel="alternate", type="text/html", href=page)
    author = SubElement(root, _atom("author"))
    _text(author, "name", "Mois de l’ESS")
    for change, address in changes:
        if change.listing is None:
            attributes = {"ref": change.manifestation_id.urn, "when": _instant(change.changed_at)}
            SubElement(root, f"{{{TOMBSTONES}}}deleted-entry", attributes)
        else:
            _entry(root, change, change.listing, address)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + bytes(tostring(root, encoding="utf-8"))


def _entry(root: Element, change: Change, listing: Listing, address: str) -> None:
    content = listing.content
    occurrence, _ = standing(content)[0]
    entry = SubElement(root, _atom("entry"))
    _text(entry, "id", change.manifestation_id.urn)
    _text(entry, "title", content.title)
    _text(entry, "published", _instant(change.first_published_at))
    _text(entry, "updated", _instant(change.changed_at))
    SubElement(entry, _atom("link"), rel="alternate", type="text/html", href=address)
    author = SubElement(entry, _atom("author"))
    _text(author, "name", listing.organiser_name)
    summary = shortened(content.description, SUMMARY_LENGTH)
    _text(entry, "summary", f"{moment_of(content, occurrence)}, {where_line(content, occurrence)}. {summary}")
    for slug in content.themes:
        SubElement(entry, _atom("category"), term=slug)


def _text(parent: Element, name: str, value: str) -> None:
    SubElement(parent, _atom(name)).text = value


def _atom(name: str) -> str:
    return f"{{{ATOM}}}{name}"


def _instant(at: datetime) -> str:
    return at.isoformat()
