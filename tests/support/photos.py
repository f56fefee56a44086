"""Pictures as people send them."""

import io

from PIL import Image


def picture(width: int = 1200, height: int = 800, kind: str = "JPEG", **more: object) -> bytes:
    """Return a picture, red on the left and blue on the right."""
    drawn = Image.new("RGB", (width, height), "blue")
    drawn.paste("red", (0, 0, width // 2, height))
    written = io.BytesIO()
    drawn.save(written, kind, **more)
    return written.getvalue()
