"""How the address of a picture is made, so that whoever shows one knows its other sizes."""

import re
from typing import Final

WIDTHS: Final = (480, 960, 1600)
"""Pixels; those that are wider than the picture do not exist."""
WHOLE: Final = "{width}x{height}.jpg"
"""Name of the whole picture in its folder; ``480.webp`` and ``480.jpg`` stand beside it."""
ADDRESS: Final = re.compile(
    r"(?P<folder>\S*/images/(?P<sha256>[0-9a-f]{64}))/(?P<width>\d{1,5})x(?P<height>\d{1,5})\.jpg"
)


def widths_of(width: int) -> tuple[int, ...]:
    """Return the widths in which a picture exists."""
    return tuple(each for each in WIDTHS if each <= width) or (width,)
