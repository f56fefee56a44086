"""What a picture may be, in which sizes it is shown, and what of it can be printed. Pure."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from shared.contracts.pictures import WHOLE
from shared.errors import FieldError, FieldsRefused
from shared.french.typography import grouped

LARGEST_FILE: Final = 15 * 1024 * 1024
"""Bytes: what a telephone makes."""
MOST_PIXELS: Final = 60_000_000
"""Before anything is decoded: a small file can unfold into gigabytes."""
SMALLEST_WIDTH: Final = 480
LONGEST_SHAPE: Final = 10
"""Times that one side is as long as the other: neither JPEG nor WebP writes a thread in every size."""
MOST_KEPT: Final = 100
"""Of one account, that no manifestation shows."""
MOST_OF_ONE: Final = 20
"""Of one manifestation, in all of its versions."""
UNUSED_FOR: Final = timedelta(days=30)
PRINTED_WIDTH_CM, DOTS_PER_INCH, CM_PER_INCH = 8, 300, 2.54
OTHER_THINGS: Final = re.compile(rb"%PDF-\d|PK\x05\x06|<script|<html|<!doctype|<\?php|<svg", re.IGNORECASE)
"""Marks by which another program would take a picture for a document, an archive or a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One that was sent, as it is kept: without whatever its camera wrote into it."""

    sha256: str
    """Of the whole picture as it is kept."""
    width: int
    height: int
    url: str
    """Where readers find it whole; the other sizes stand beside it."""
    kept_by: str
    """Account."""
    kept_at: datetime

    @property
    def folder(self) -> str:
        """Where its files stand in the store."""
        return folder_of(self.sha256)


def printed_width(width: int) -> str:
    """Say how wide a picture of so many pixels can be printed."""
    centimetres = width / DOTS_PER_INCH * CM_PER_INCH
    if centimetres >= PRINTED_WIDTH_CM:
        return f"Assez grande pour {PRINTED_WIDTH_CM} cm à {DOTS_PER_INCH} dpi."
    needed = -(-PRINTED_WIDTH_CM * DOTS_PER_INCH * 100 // int(CM_PER_INCH * 100))
    return (
        f"Trop petite pour {PRINTED_WIDTH_CM} cm à {DOTS_PER_INCH} dpi : {grouped(width)} pixels de large, il en faut "
        f"{grouped(needed)}. Elle reste bonne pour le site."
    )


def folder_of(sha256: str) -> str:
    """Return the folder of a picture; its digest names it, so what stands there never changes."""
    return f"images/{sha256[:2]}/{sha256}"


def check_upload(content: bytes) -> None:
    """Raise ``FieldsRefused`` for what is no picture that anybody shows, before anything opens it."""
    if len(content) > LARGEST_FILE:
        raise refused("picture_too_large", f"L’image dépasse {LARGEST_FILE // 1024**2} Mo : réduisez-la.")
    kinds = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")
    if not content.startswith(kinds) or (content.startswith(b"RIFF") and content[8:12] != b"WEBP"):
        raise refused("picture_kind", "Le fichier n’est pas une image JPEG, PNG ou WebP : enregistrez-la ainsi.")
    if OTHER_THINGS.search(content[:4096]) or OTHER_THINGS.search(content[-4096:]):
        raise refused(
            "picture_is_more",
            "Le fichier est une image et autre chose à la fois (page, archive ou document) : enregistrez l’image seule "
            "avec un logiciel de photo, puis renvoyez-la.",
        )


def refused(code: str, message: str) -> FieldsRefused:
    """Return the refusal of a picture."""
    return FieldsRefused(errors=[FieldError(pointer="", code=code, message=message)])


def url_of(programme_url: str, sha256: str, width: int, height: int) -> str:
    """Return where readers find it; digest and size stand in the address, so nothing has to be looked up to show it."""
    return f"{programme_url.rstrip('/')}/images/{sha256}/{WHOLE.format(width=width, height=height)}"
