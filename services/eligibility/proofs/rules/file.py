"""What a file is, by its content: its name and what a browser says of it prove nothing. Pure."""

from typing import Literal, get_args

from shared.french.typography import number, shortened
from shared.text import one_line

MediaType = Literal["application/pdf", "image/png", "image/jpeg"]
SUFFIXES: dict[MediaType, str] = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg"}
MEDIA_TYPES: tuple[MediaType, ...] = get_args(MediaType)
LARGEST_FILE = 10 * 1024 * 1024
LONGEST_NAME = 120
PNG = b"\x89PNG\r\n\x1a\n"
MARK, PICTURE = b"\xff", b"\xda"
"""What begins each segment of a JPEG, and the name of the one that is the picture."""
END_OF_PDF_WITHIN = 64 * 1024
"""What other programs append behind the end is passed over, within reason."""


def media_type_of(content: bytes) -> MediaType | None:
    """Return which of the three kinds a file begins as, None for anything else."""
    if content[:1024].lstrip(b"\xef\xbb\xbf\r\n\t \x00").startswith(b"%PDF-"):
        return "application/pdf"
    if content.startswith(PNG):
        return "image/png"
    return "image/jpeg" if content.startswith(b"\xff\xd8\xff") else None


def is_whole(content: bytes, media_type: MediaType) -> bool:
    """Return False for a file that ends too early: half a scan proves nothing."""
    if media_type == "application/pdf":
        return b"%%EOF" in content[-END_OF_PDF_WITHIN:]
    return _is_whole_png(content) if media_type == "image/png" else _is_whole_jpeg(content)


def file_name(given: str, media_type: MediaType | None) -> str:
    """Return the last part of a name, on one line; with a kind, under the suffix that belongs to it."""
    name = one_line(given.replace("\\", "/").rpartition("/")[2]).replace('"', "’")
    if media_type is None:
        return shortened(name, LONGEST_NAME) or "sans nom"
    stem = name.rpartition(".")[0] or name
    return f"{shortened(stem, LONGEST_NAME).strip('. ') or 'justificatif'}.{SUFFIXES[media_type]}"


def in_words(size: int) -> str:
    """``12,3 Mo``, ``87 ko``."""
    kilobytes = size / 1024
    if kilobytes < 1024:  # noqa: PLR2004 -- what a megabyte is
        return f"{number(max(1, round(kilobytes)))} ko"
    megabytes = kilobytes / 1024
    return f"{number(megabytes, 0 if megabytes == int(megabytes) else 1)} Mo"


def _is_whole_png(content: bytes) -> bool:
    """Go from chunk to chunk: each says how long it is, and the last one is ``IEND``."""
    place = len(PNG)
    while place + 12 <= len(content):
        length, kind = int.from_bytes(content[place : place + 4]), content[place + 4 : place + 8]
        place += length + 12
        if kind == b"IEND":
            return place <= len(content)
    return False


def _is_whole_jpeg(content: bytes) -> bool:
    """Go from segment to segment to the picture itself; a preview in one of them has an end of its own."""
    place = 2
    while place + 4 <= len(content) and content[place : place + 1] == MARK:
        marker = content[place + 1 : place + 2]
        if marker == PICTURE:
            return b"\xff\xd9" in content[place:]
        # A mark may be repeated, to fill.
        place += 1 if marker == MARK else 2 + int.from_bytes(content[place + 2 : place + 4])
    return False
