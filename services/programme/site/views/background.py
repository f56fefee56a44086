"""What lies under the points of the map: the tiles of somebody, or nothing but the names of towns."""

from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """Said by the settings."""

    tiles: str = ""
    """An address with ``{z}``, ``{x}`` and ``{y}``; without it no other host is asked for anything."""
    credit: str = ""

    @property
    def origin(self) -> str:
        """The one host, beside our own, whose pictures the page may show."""
        parts = urlsplit(self.tiles)
        return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
