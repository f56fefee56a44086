"""What somebody sends of a picture: the file, or none where one is there, and the words that go with it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any

from litestar.datastructures import FormMultiDict, UploadFile
from litestar.exceptions.http_exceptions import RequestEntityTooLarge
from pydantic import Field

from services.submission.manifestations.bodies.details import Alt, Credit
from services.submission.pictures.rules.picture import LARGEST_FILE, check_upload
from shared.contracts.content import Content
from shared.errors import FieldError, FieldsRefused
from shared.http.exchange import Exchange
from shared.http.inputs import Input
from shared.http.refusals import checked

IMAGE, FILE, REMOVE = "image", "file", "_retirer"
"""The field of a body, which is the step that leads to the page of the picture too; that of the file; the button."""
FIELDS = (FILE, "alt", "credit")
LARGEST_UPLOAD = 2 * LARGEST_FILE
"""A file that is too large is still read, so that it can be named; one that is larger than this is not."""
TOO_LARGE = FieldError(
    pointer=f"/{FILE}",
    code="picture_too_large",
    message=f"L’image dépasse {LARGEST_FILE // 1024**2} Mo : réduisez-la avec un logiciel de photo.",
)
NO_FILE = FieldError(
    pointer=f"/{FILE}",
    code="required",
    message="Aucune image n’a été choisie : choisissez un fichier JPEG, PNG ou WebP.",
)
NOTHING_YET = FieldError(
    pointer="/title",
    code="required",
    message="Donnez d’abord un titre à la manifestation : l’image est gardée avec son brouillon.",
)


class WordsBody(Input):
    """The words, as the page calls them."""

    alt: Annotated[Alt, Field(title="Ce que l’image montre")]
    credit: Annotated[Credit, Field(title="Crédit")]


async def read_form(request: Exchange) -> FormMultiDict:
    """Return the form; raises ``FieldsRefused`` for a file that is so large that nothing of it is read."""
    try:
        return await request.form()
    except RequestEntityTooLarge as error:
        raise FieldsRefused(errors=[TOO_LARGE]) from error


async def read_image(form: FormMultiDict, present: Mapping[str, Any]) -> tuple[bytes, dict[str, str]]:
    """Return the file, empty where the ``present`` picture stays, and the words; raises with every fault at once."""
    faults: list[FieldError] = []
    given = form.get(FILE)
    content = await given.read() if isinstance(given, UploadFile) else b""
    try:
        if content:
            check_upload(content)
        elif not present:
            faults.append(NO_FILE)
    except FieldsRefused as refused:
        faults += at_file(refused).errors
    words: dict[str, str] = {}
    try:
        words = checked(WordsBody, filled_words(form)).model_dump()
    except FieldsRefused as refused:
        faults += refused.errors
    if faults:
        raise FieldsRefused(errors=faults)
    return content, words


def image_values(content: Content) -> dict[str, Any]:
    """Return what a form says of the picture of a manifestation, nothing where it has none."""
    return {name: getattr(content.image, name) for name in ("url", *WordsBody.model_fields)} if content.image else {}


def image_of_draft(filled: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what a draft says of its picture, nothing where it has none."""
    found = filled.get(IMAGE)
    return found if isinstance(found, Mapping) and found.get("url") else {}


def filled_words(form: FormMultiDict) -> dict[str, str]:
    """Return the words as they were filled in; what was left empty is missing."""
    words = {name: form.get(name) for name in WordsBody.model_fields}
    return {name: word for name, word in words.items() if isinstance(word, str) and word.strip()}


def at_file(refused: FieldsRefused) -> FieldsRefused:
    """Bring the faults of a picture to the field of its file."""
    return FieldsRefused(errors=[replace(error, pointer=f"/{FILE}") for error in refused.errors])


def at_page(refused: FieldsRefused) -> FieldsRefused:
    """Bring what is wrong with the picture itself there too: the page has no field of its address."""
    url = f"/{IMAGE}/url"
    return FieldsRefused(
        errors=[replace(error, pointer=f"/{FILE}") if error.pointer == url else error for error in refused.errors]
    )
