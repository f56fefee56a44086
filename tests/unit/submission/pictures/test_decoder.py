"""A picture is turned, stripped and made anew; what is none, or too much, is refused in a sentence."""

import io
import struct
import zlib

import pytest
from PIL import Image

from services.submission.pictures.decoder import decode
from services.submission.pictures.rules.picture import check_upload
from shared.errors import FieldsRefused
from tests.support.photos import picture

ORIENTATION, MAKER, GPS = 0x0112, 0x010F, 0x8825
TURNED_RIGHT = 6


def exif() -> Image.Exif:
    written = Image.Exif()
    written[ORIENTATION] = TURNED_RIGHT
    written[MAKER] = "Appareil de Camille"
    written.get_ifd(GPS)[1] = "N"
    return written


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def pixel(found: Image.Image, x: int, y: int) -> tuple[int, ...]:
    colours = found.getpixel((x, y))
    assert isinstance(colours, tuple)
    return colours


def test_it_is_turned_as_the_camera_says_and_loses_what_the_camera_wrote() -> None:
    found = decode(picture(exif=exif(), comment=b"chez Camille"))

    assert (found.width, found.height) == (800, 1200)
    whole = opened(found.whole).convert("RGB")
    # The left of what the camera saw is the top now.
    assert pixel(whole, 400, 100)[0] > 200
    assert pixel(whole, 400, 1100)[2] > 200
    for content in (found.whole, *found.sizes.values()):
        assert not opened(content).getexif()
        assert b"Camille" not in content


def test_it_is_made_in_every_width_that_it_has_and_in_two_formats() -> None:
    found = decode(picture(1200, 800))
    small = decode(picture(500, 400))

    assert set(found.sizes) == {"480.webp", "480.jpg", "960.webp", "960.jpg"}
    assert set(small.sizes) == {"480.webp", "480.jpg"}
    assert [opened(found.sizes[f"{width}.webp"]).size for width in (480, 960)] == [(480, 320), (960, 640)]
    assert opened(found.sizes["480.webp"]).format == "WEBP"
    assert opened(found.whole).size == (1200, 800)


def test_what_is_transparent_stands_on_white() -> None:
    written = io.BytesIO()
    Image.new("RGBA", (600, 400), (0, 0, 0, 0)).save(written, "PNG")

    assert opened(decode(written.getvalue()).whole).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("size", [(1600, 16_000), (16_000, 1600)])
def test_the_longest_that_is_taken_is_written_in_every_width(size: tuple[int, int]) -> None:
    found = decode(picture(*size))

    assert found.code == ""
    assert set(found.sizes) == {f"{width}.{kind}" for width in (480, 960, 1600) for kind in ("webp", "jpg")}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_three_formats_are_taken(kind: str) -> None:
    content = picture(kind=kind)
    check_upload(content)

    assert decode(content).code == ""


def test_a_small_file_that_unfolds_into_gigabytes_is_refused_before_it_is_decoded() -> None:
    assert decode(bomb(60_000, 60_000)).code == "picture_pixels"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (picture(400, 300), "picture_small"),
        (picture(480, 4801), "picture_shape"),
        (picture(4801, 480), "picture_shape"),
        (picture()[:2000], "picture_unreadable"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 500, "picture_unreadable"),
    ],
)
def test_what_cannot_be_shown_is_refused(content: bytes, code: str) -> None:
    assert decode(content).code == code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"GIF89a" + b"x" * 500, "picture_kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "picture_kind"),
        (picture() + b"PK\x05\x06" + bytes(18), "picture_is_more"),
        (picture() + b"\n<script>alert(1)</script>", "picture_is_more"),
        (picture(comment=b"%PDF-1.7 "), "picture_is_more"),
        (b"\xff\xd8\xff" + bytes(16 * 1024 * 1024), "picture_too_large"),
    ],
)
def test_what_is_no_picture_or_more_than_one_is_refused_before_it_is_opened(content: bytes, code: str) -> None:
    with pytest.raises(FieldsRefused) as refused:
        check_upload(content)

    assert refused.value.errors[0].code == code


def bomb(width: int, height: int) -> bytes:
    """Return a PNG that says it is that large, and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )
