"""A picture as the organiser's pages show it, small."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.submission.pictures.rules.picture import printed_width
from shared.contracts.pictures import ADDRESS, widths_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Thumbnail:
    """One of its sizes, and the words that go with it."""

    src: str
    alt: str
    credit: str
    prints: str
    """How wide it can be printed, a sentence for whoever sent it."""


def thumbnail(image: Any) -> Thumbnail | None:
    """Return the smallest size of a picture, as a body or a draft names it; None where there is none."""
    if not isinstance(image, Mapping):
        return None
    found = ADDRESS.fullmatch(str(image.get("url") or ""))
    if found is None:
        return None
    width = int(found["width"])
    return Thumbnail(
        src=f"{found['folder']}/{widths_of(width)[0]}.jpg",
        alt=str(image.get("alt") or ""),
        credit=str(image.get("credit") or ""),
        prints=printed_width(width),
    )
