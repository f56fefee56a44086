"""What a browser sends of a file, read from the connection."""

from collections.abc import Sequence

from litestar.datastructures import FormMultiDict, UploadFile
from litestar.exceptions.http_exceptions import RequestEntityTooLarge

from services.eligibility.dossiers.rules.thread import Line
from services.eligibility.proofs.bodies import read_kind, read_message
from services.eligibility.proofs.errors import FIELD, ProofRefused
from services.eligibility.proofs.rules.file import LARGEST_FILE
from services.eligibility.proofs.rules.proof import WAY_OUT, ProofKind, taken, too_large
from shared.errors import FieldError, FieldsRefused
from shared.http.exchange import Exchange

LARGEST_UPLOAD = 2 * LARGEST_FILE
"""A file that is too large is still read, so that it can be named; one that is larger than this is not."""


async def read_form(request: Exchange) -> FormMultiDict:
    """Return the form; raises ``ProofRefused`` for a file that is so large that nothing of it is read."""
    try:
        return await request.form()
    except RequestEntityTooLarge as error:
        raise too_large("Le fichier choisi", request.content_length or LARGEST_UPLOAD) from error


async def read_upload(form: FormMultiDict, messages: Sequence[Line]) -> tuple[ProofKind, str | None, str, bytes]:
    """Return what is said of the file, its name and its content; raises ``FieldsRefused`` with every fault.

    ``messages`` are those to which it may be attached.
    """
    faults: list[FieldError] = []
    kind: ProofKind = "other"
    message, name, content = None, "", b""
    try:
        kind = read_kind(form)
    except FieldsRefused as refused:
        faults += refused.errors
    try:
        message = read_message(form, messages)
    except FieldsRefused as refused:
        faults += refused.errors
    try:
        name, content = await _file(form)
        taken(content, name)
    except ProofRefused as refused:
        faults += refused.errors
    if faults:
        raise FieldsRefused(errors=faults)
    return kind, message, name, content


async def _file(form: FormMultiDict) -> tuple[str, bytes]:
    given = form.get(FIELD)
    if not isinstance(given, UploadFile) or not given.filename:
        raise ProofRefused(f"Aucun fichier n’a été choisi : choisissez {WAY_OUT} de 10 Mo au plus.")
    return given.filename, await given.read()
