"""What the forms of access keys say."""

from datetime import date, datetime
from typing import Annotated, Literal

from litestar.datastructures import FormMultiDict
from pydantic import Field

from services.submission.accounts.rules import end_of
from shared.contracts.submission import KeyScope
from shared.errors import FieldError, FieldsRefused
from shared.http.forms import nested
from shared.http.inputs import Input, Line
from shared.http.refusals import checked

Name = Annotated[Line, Field(min_length=2, max_length=80, title="Nom")]
Overlap = Literal["24", "168", "720"]
"""Hours during which a key that is replaced still opens."""


class KeyBody(Input):
    """A key that is wanted."""

    name: Name
    scope: Annotated[KeyScope, Field(title="Ce que la clé peut faire")]
    last_day: Annotated[date | None, Field(title="Dernier jour")] = None


class ProgramBody(Input):
    """A program that is to ask by keys."""

    name: Name


class ReplacementBody(Input):
    """How long the old key still opens."""

    overlap: Annotated[Overlap, Field(title="Durée")] = "168"


def read_key(form: FormMultiDict, *, now: datetime) -> KeyBody:
    """Return what is wanted; raises ``FieldsRefused``, also for a last day that is over."""
    body = checked(KeyBody, nested(form, KeyBody))
    if body.last_day is not None and end_of(body.last_day) <= now:
        given = body.last_day.isoformat()
        message = f"Le dernier jour donné, {given}, est passé : donnez une date à venir, ou laissez le champ vide."
        raise FieldsRefused(errors=[FieldError(pointer="/last_day", code="day_is_over", message=message, value=given)])
    return body


def read_program(form: FormMultiDict) -> str:
    """Return the name; raises ``FieldsRefused``."""
    return checked(ProgramBody, nested(form, ProgramBody)).name


def read_overlap(form: FormMultiDict) -> int:
    """Return the hours; raises ``FieldsRefused``."""
    return int(checked(ReplacementBody, nested(form, ReplacementBody)).overlap)
