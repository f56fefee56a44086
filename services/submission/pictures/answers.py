"""What is answered about a picture."""

from dataclasses import dataclass

from services.submission.pictures.rules.picture import Picture, printed_width
from shared.contracts.pictures import widths_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureAnswer:
    """A picture that is kept."""

    url: str
    """Goes into ``image.url`` of a manifestation."""
    sha256: str
    width: int
    height: int
    sizes: list[str]
    """Addresses of the other sizes."""
    prints: str
    """How wide it can be printed, a French sentence."""


def picture_answer(picture: Picture) -> PictureAnswer:
    """Return what is answered."""
    folder = picture.url.rpartition("/")[0]
    return PictureAnswer(
        url=picture.url,
        sha256=picture.sha256,
        width=picture.width,
        height=picture.height,
        sizes=[f"{folder}/{width}.{kind}" for width in widths_of(picture.width) for kind in ("webp", "jpg")],
        prints=printed_width(picture.width),
    )
