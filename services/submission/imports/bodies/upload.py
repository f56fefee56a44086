"""What somebody sends: a file, and what holds for the records that say nothing of it."""

from typing import Annotated, Any, Literal

from litestar.datastructures import FormMultiDict, UploadFile
from pydantic import Field

from services.submission.imports.errors import FileMissing
from services.submission.imports.mapping.defaults import Defaults
from services.submission.imports.sent_file import LARGEST_FILE
from services.submission.manifestations.bodies.identifiers import Rna, Rnf, Siren, Siret, Uai
from services.submission.manifestations.bodies.kinds import Blank
from shared.http.forms import nested
from shared.http.inputs import EmailAddress, Input, Line
from shared.http.refusals import checked

NUMBERS = ("siren", "siret", "rna", "uai", "rnf")
FILE = "file"
LARGEST_UPLOAD = LARGEST_FILE + 64 * 1024
"""The options beside the file, and the boundaries of the form."""


class OptionsBody(Input):
    """Stand-ins, each used only for records that have nothing of their own there."""

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


async def read_upload(form: FormMultiDict) -> tuple[str, bytes, OptionsBody]:
    """Return the file's name, its bytes and the options; raises ``FieldsRefused``."""
    sent: Any = form.get(FILE)
    if not isinstance(sent, UploadFile) or not (content := await sent.read()):
        raise FileMissing
    others = FormMultiDict([(name, value) for name, value in form.multi_items() if name != FILE])
    return sent.filename, content, checked(OptionsBody, nested(others, OptionsBody))
