"""What the forms of a thread may send."""

from typing import Any, Literal

from litestar.datastructures import FormMultiDict

from services.submission.manifestations.bodies.words import AppealText, NoteText
from services.submission.manifestations.say import Words
from shared.http.forms import nested
from shared.http.inputs import Input
from shared.http.refusals import checked


class NoteForm(Input):
    """A message."""

    act: Literal["note"]
    note: NoteText


class AppealForm(Input):
    """Why a refusal is to be looked at again."""

    act: Literal["appeal"]
    appeal: AppealText


def values_in(form: FormMultiDict) -> dict[str, Any]:
    """Return what was filled in."""
    body = AppealForm if form.get("act") == "appeal" else NoteForm
    return {"act": "note", "note": "", "appeal": "", **nested(form, body)}


def read_words(values: dict[str, Any]) -> Words:
    """Return what is written; raises ``FieldsRefused``."""
    if values["act"] == "appeal":
        return Words(kind="appeal", text=checked(AppealForm, _only(values, "appeal")).appeal)
    return Words(kind="note", text=checked(NoteForm, _only(values, "note")).note)


def _only(values: dict[str, Any], name: str) -> dict[str, Any]:
    return {"act": name, **({name: values[name]} if values[name] else {})}
