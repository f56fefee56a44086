"""What the form of one's own name says."""

from typing import Annotated

from litestar.datastructures import FormMultiDict
from pydantic import Field

from shared.http.forms import nested
from shared.http.inputs import Input, Line
from shared.http.refusals import checked


class NameBody(Input):
    """How somebody wants to be called."""

    name: Annotated[Line, Field(max_length=80, title="Nom")] = ""


def read_name(form: FormMultiDict) -> str:
    """Return the name; raises ``FieldsRefused``."""
    return checked(NameBody, nested(form, NameBody)).name
