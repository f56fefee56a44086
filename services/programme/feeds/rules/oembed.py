"""What a site that embeds the programme is told, as oEmbed 1.0 has it. Pure."""

from html import escape
from typing import Any

PROVIDER = "Mois de l’ESS"
WIDTH, HEIGHT = 480, 640
LEAST = 200
"""Pixels below which a list cannot be read."""


def rich(*, title: str, frame: str, home: str, widest: int | None, highest: int | None) -> dict[str, Any]:
    """Return a frame without script that shows a selection, no larger than what was asked for."""
    width, height = min(WIDTH, widest or WIDTH), min(HEIGHT, highest or HEIGHT)
    attributes = f'src="{escape(frame)}" title="{escape(title)}" width="{width}" height="{height}" loading="lazy"'
    return {
        **_common("rich", title, home),
        "html": f'<iframe {attributes} style="border:0"></iframe>',
        "width": width,
        "height": height,
    }


def link(*, title: str, author: str, home: str) -> dict[str, Any]:
    """Return what a page is called and who organises what it is about."""
    return {**_common("link", title, home), "author_name": author}


def _common(kind: str, title: str, home: str) -> dict[str, Any]:
    return {
        "version": "1.0",
        "type": kind,
        "title": title,
        "provider_name": PROVIDER,
        "provider_url": home,
        "cache_age": 3600,
    }
