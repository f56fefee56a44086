"""A picture as the organiser's pages show it, small."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shared.contracts.pictures import ADDRESS, widths_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Thumbnail:
    """One of its sizes, and the words that go with it."""

    src: str
    alt: str
    credit: str


def thumbnail(image: Any) -> Thumbnail | None:
    """Return the smallest size of a picture, as a body or a draft names it; None where there is none."""
    if not isinstance(image, Mapping):
        return None
    found = ADDRESS.fullmatch(str(image.get("url") or ""))
    if found is None:
        return None
    src = f"{found['folder']}/{widths_of(int(found['width']))[0]}.jpg"
    return Thumbnail(src=src, alt=str(image.get("alt") or ""), credit=str(image.get("credit") or ""))
