"""What the forms of a thread may send."""

from typing import Annotated, Any, Literal

from litestar.datastructures import FormMultiDict
from pydantic import Field

from services.submission.manifestations.bodies.kinds import Paragraphs
from services.submission.manifestations.say import Words
from shared.http.forms import nested
from shared.http.inputs import Input
from shared.http.refusals import checked

LONGEST = 2000


class NoteBody(Input):
    """A message."""

    act: Literal["note"]
    note: Annotated[Paragraphs, Field(title="Votre message", min_length=3, max_length=LONGEST)]


class AppealBody(Input):
    """Why a refusal is to be looked at again."""

    act: Literal["appeal"]
    appeal: Annotated[Paragraphs, Field(title="Pourquoi", min_length=10, max_length=LONGEST)]


def values_in(form: FormMultiDict) -> dict[str, Any]:
    """Return what was filled in."""
    body = AppealBody if form.get("act") == "appeal" else NoteBody
    return {"act": "note", "note": "", "appeal": "", **nested(form, body)}


def read_words(values: dict[str, Any]) -> Words:
    """Return what is written; raises ``FieldsRefused``."""
    if values["act"] == "appeal":
        return Words(kind="appeal", text=checked(AppealBody, _only(values, "appeal")).appeal)
    return Words(kind="note", text=checked(NoteBody, _only(values, "note")).note)


def _only(values: dict[str, Any], name: str) -> dict[str, Any]:
    return {"act": name, **({name: values[name]} if values[name] else {})}
