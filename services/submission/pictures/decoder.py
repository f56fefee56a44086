"""The process that opens one picture: what somebody sent is decoded here alone, with little memory and no secrets."""

import io

import msgspec
from PIL import Image, ImageOps

from services.submission.pictures.rules.decoded import Decoded
from services.submission.pictures.rules.picture import LONGEST_SHAPE, MOST_PIXELS, SMALLEST_WIDTH
from shared.child_process import answer_parent
from shared.contracts.pictures import widths_of

MOST_MEMORY = 1_000_000_000
MOST_SECONDS = 30
PRINTED, SHOWN = 95, 82
"""Quality of JPEG and WebP."""


def decode(content: bytes) -> Decoded:
    """Turn it as its camera says, leave out whatever else the camera wrote, and make every size anew."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as found:
            if found.width * found.height > MOST_PIXELS:
                return _refused("picture_pixels", "L’image compte trop de pixels, 60 millions au plus : réduisez-la.")
            if max(found.size) > LONGEST_SHAPE * min(found.size):
                long = "Un côté de l’image est plus de dix fois plus long que l’autre : recadrez-la."
                return _refused("picture_shape", long)
            found.seek(0)
            picture = _opaque(ImageOps.exif_transpose(found))
    except Image.DecompressionBombError:
        return _refused("picture_pixels", "L’image compte trop de pixels, 60 millions au plus : réduisez-la.")
    except (OSError, SyntaxError, ValueError, EOFError):
        return _refused("picture_unreadable", "L’image est illisible ou incomplète : enregistrez-la à nouveau.")
    if picture.width < SMALLEST_WIDTH:
        small = f"L’image a {picture.width} pixels de large, il en faut au moins {SMALLEST_WIDTH} : choisissez-en une"
        return _refused("picture_small", f"{small} plus grande.")
    sizes = {}
    for width in widths_of(picture.width):
        shown = picture.resize((width, max(1, round(picture.height * width / picture.width))), Image.Resampling.LANCZOS)
        sizes[f"{width}.webp"] = _written(shown, "WEBP", SHOWN)
        sizes[f"{width}.jpg"] = _written(shown, "JPEG", SHOWN)
    return Decoded(width=picture.width, height=picture.height, whole=_written(picture, "JPEG", PRINTED), sizes=sizes)


def _opaque(picture: Image.Image) -> Image.Image:
    """Return it in plain colours, what is transparent on white."""
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer).convert("RGB")
    return picture.convert("RGB")


def _written(picture: Image.Image, kind: str, quality: int) -> bytes:
    # A new picture of the same pixels has nothing else with it.
    bare = Image.frombytes(picture.mode, picture.size, picture.tobytes())
    written = io.BytesIO()
    bare.save(written, kind, quality=quality)
    return written.getvalue()


def _refused(code: str, message: str) -> Decoded:
    return Decoded(code=code, message=message)


def answer(content: bytes) -> bytes:
    """Return what became of a picture, written out."""
    return msgspec.msgpack.encode(decode(content))


if __name__ == "__main__":
    answer_parent(answer, memory=MOST_MEMORY, seconds=MOST_SECONDS)
