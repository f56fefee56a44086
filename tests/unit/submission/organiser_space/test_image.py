"""The form of a picture is read whole: each fault at its field, and a picture that is there needs no file."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from litestar.datastructures import FormMultiDict, UploadFile

from services.submission.manifestations.bodies.details import ImageBody
from services.submission.manifestations.bodies.registering import image_of
from services.submission.organiser_space.bodies.image import image_values, read_image
from services.submission.organiser_space.bodies.renewing import renewed
from services.submission.organiser_space.bodies.values import values_of
from services.submission.organiser_space.views.picture import thumbnail
from shared.errors import FieldsRefused
from tests.support.edition import EDITION
from tests.support.photos import picture
from tests.unit.submission.manifestations.building import manifestation, registration
from tests.unit.submission.organiser_space.test_form import amended

WORDS = {"alt": "Deux couleurs.", "credit": "Les Roues libres"}
URL = f"https://programme.example/images/{'ab' * 32}/700x500.jpg"
IMAGE = {"url": URL, **WORDS}


def form(content: bytes, **words: str) -> FormMultiDict:
    file = UploadFile(content_type="image/jpeg", filename="photo.jpg", file_data=content)
    return FormMultiDict([("file", file), *(WORDS | words).items()])


async def read(sent: FormMultiDict, present: Mapping[str, Any]) -> tuple[bytes, dict[str, str]]:
    try:
        return await read_image(sent, present)
    finally:
        await sent.close()


async def faults(content: bytes, present: dict[str, Any] | None = None, **words: str) -> list[str]:
    with pytest.raises(FieldsRefused) as refused:
        await read(form(content, **words), present or {})
    return [error.pointer for error in refused.value.errors]


async def test_a_picture_and_its_words_are_read() -> None:
    content = picture(500, 400)

    assert (content, WORDS) == await read(form(content, alt="  Deux   couleurs. "), {})


async def test_one_that_is_there_needs_no_file() -> None:
    assert (b"", WORDS) == await read(form(b""), IMAGE)


async def test_all_faults_are_named_at_once() -> None:
    assert ["/file", "/alt", "/credit"] == await faults(b"", alt="", credit=" ")
    assert ["/file"] == await faults(b"GIF89a")
    assert ["/alt"] == await faults(b"", IMAGE, alt="x" * 301)


def test_a_picture_is_shown_in_its_smallest_size() -> None:
    shown = thumbnail(IMAGE)

    assert shown is not None
    assert (shown.src, shown.alt) == (URL.replace("700x500", "480"), WORDS["alt"])
    assert shown.prints.startswith("Trop petite pour 8 cm à 300 dpi : 700 pixels de large")
    assert thumbnail({"url": "https://ailleurs.example/photo.jpg"}) is None
    assert thumbnail("texte") is None


def test_an_amendment_leaves_it_as_it_is_and_a_copy_takes_it_over() -> None:
    plain = manifestation(registration())
    shown = replace(plain, content=replace(plain.content, image=image_of(ImageBody(**IMAGE))))

    assert shown.content.image == amended(shown, values_of(shown)).content.image
    assert IMAGE == image_values(shown.content) == renewed(shown, EDITION)[0]["image"]
    assert "image" not in renewed(plain, EDITION)[0]
