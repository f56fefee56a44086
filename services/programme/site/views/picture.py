"""The picture of a manifestation in the sizes in which it stands in the store."""

from dataclasses import dataclass

from shared.contracts.details import Image
from shared.contracts.pictures import ADDRESS, widths_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureView:
    """What a browser chooses from."""

    src: str
    webp: str
    """Addresses with their widths."""
    jpeg: str


def picture_view(image: Image | None) -> PictureView | None:
    """Return the sizes; None where there is no picture, or one whose other sizes nobody knows."""
    found = ADDRESS.fullmatch(image.url) if image else None
    if image is None or found is None:
        return None
    folder, widths = found["folder"], widths_of(image.width)
    return PictureView(
        src=f"{folder}/{widths[min(1, len(widths) - 1)]}.jpg",
        webp=_choices(folder, widths, "webp"),
        jpeg=_choices(folder, widths, "jpg"),
    )


def _choices(folder: str, widths: tuple[int, ...], kind: str) -> str:
    return ", ".join(f"{folder}/{width}.{kind} {width}w" for width in widths)
