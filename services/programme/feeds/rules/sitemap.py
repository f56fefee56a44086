"""What search engines are to read, as the sitemap protocol has it (sitemaps.org 0.9). Pure."""

from collections.abc import Iterable
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, tostring

MEDIA_TYPE = "application/xml"
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST_PAGES = 50_000
"""In one file, by the protocol."""


def index(parts: Iterable[tuple[str, datetime]]) -> bytes:
    """Return the list of sitemaps, each with its address and when one of its pages last changed."""
    return _document("sitemapindex", "sitemap", parts)


def pages(found: Iterable[tuple[str, datetime]]) -> bytes:
    """Return a sitemap of pages, each with its address and its last change."""
    return _document("urlset", "url", found)


def _document(root: str, child: str, found: Iterable[tuple[str, datetime]]) -> bytes:
    document = Element(root, xmlns=NAMESPACE)
    for address, changed_at in found:
        entry = SubElement(document, child)
        SubElement(entry, "loc").text = address
        SubElement(entry, "lastmod").text = changed_at.isoformat(timespec="seconds")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + bytes(tostring(document, encoding="utf-8"))
