"""What somebody sends: a file or where it is, and what holds for the records that say nothing of it."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Annotated, Any, Literal
from urllib.parse import unquote, urlsplit

from litestar.datastructures import FormMultiDict, UploadFile
from pydantic import BeforeValidator, Field

from services.submission.imports.errors import BothGiven, FileMissing
from services.submission.imports.mapping.defaults import Defaults
from services.submission.imports.sent_file import LARGEST_FILE
from services.submission.manifestations.bodies.identifiers import Rna, Rnf, Siren, Siret, Uai
from services.submission.manifestations.bodies.kinds import Blank
from shared.http.forms import nested
from shared.http.inputs import EmailAddress, Input, Line, WebAddress
from shared.http.refusals import checked

NUMBERS = ("siren", "siret", "rna", "uai", "rnf")
FILE = "file"
WEBCAL = "webcal://"
LARGEST_UPLOAD = LARGEST_FILE + 64 * 1024
"""The options beside the file, and the boundaries of the form."""


def _of_calendars(value: object) -> object:
    """Read the scheme under which calendars are offered as what it stands for."""
    return f"https://{value.removeprefix(WEBCAL)}" if isinstance(value, str) and value.startswith(WEBCAL) else value


class OptionsBody(Input):
    """Stand-ins, each used only for records that have nothing of their own there."""

    address: Annotated[
        Annotated[WebAddress, BeforeValidator(_of_calendars)] | None, Blank, Field(title="Adresse du fichier")
    ] = None
    organiser_name: Annotated[Annotated[Line, Field(max_length=200)] | None, Blank, Field(title="Organisateur")] = None
    siren: Annotated[Siren | None, Blank, Field(title="SIREN")] = None
    siret: Annotated[Siret | None, Blank, Field(title="SIRET")] = None
    rna: Annotated[Rna | None, Blank, Field(title="RNA")] = None
    uai: Annotated[Uai | None, Blank, Field(title="UAI")] = None
    rnf: Annotated[Rnf | None, Blank, Field(title="RNF")] = None
    without_number: Annotated[bool, Field(title="Organisateurs sans numéro")] = False
    email: Annotated[EmailAddress | None, Blank, Field(title="Courriel public")] = None
    themes: Annotated[tuple[Annotated[Line, Field(max_length=100)], ...], Field(title="Thèmes", max_length=5)] = ()
    format: Annotated[Annotated[Line, Field(max_length=100)] | None, Blank, Field(title="Format")] = None
    openness: Annotated[
        Literal["open_to_all", "on_invitation", "professionals_only"] | None, Blank, Field(title="Qui peut venir")
    ] = None
    send: Annotated[bool, Field(title="Inscrire sans relire")] = False

    def defaults(self) -> Defaults:
        """Return them as a file is read with them."""
        numbers = {kind: getattr(self, kind) for kind in NUMBERS}
        return Defaults(
            organiser_name=self.organiser_name,
            organiser_numbers={kind: number for kind, number in numbers.items() if number},
            without_number=self.without_number,
            themes=self.themes,
            format=self.format,
            openness=self.openness,
            email=self.email,
            source="de l’envoi",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file, or where it is."""

    file_name: str
    content: bytes
    """Empty where it is to be fetched."""
    options: OptionsBody


async def read_upload(form: FormMultiDict) -> Upload:
    """Return what was sent; raises ``FieldsRefused``."""
    sent: Any = form.get(FILE)
    content = await sent.read() if isinstance(sent, UploadFile) else b""
    others = FormMultiDict([(name, value) for name, value in form.multi_items() if name != FILE])
    options = checked(OptionsBody, nested(others, OptionsBody))
    if content and options.address:
        raise BothGiven
    if options.address:
        return Upload(file_name=_name_of(options.address), content=b"", options=options)
    if not content:
        raise FileMissing
    return Upload(file_name=sent.filename, content=content, options=options)


def _name_of(address: str) -> str:
    parts = urlsplit(address)
    return PurePosixPath(unquote(parts.path)).name or str(parts.hostname)
