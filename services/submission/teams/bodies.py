"""What the forms of an invitation, and of a question to a co-organiser, say."""

from typing import Annotated

from litestar.datastructures import FormMultiDict
from pydantic import Field

from services.submission.teams.co_organisers.rules import Answer
from shared.http.inputs import EmailAddress, Input, Line
from shared.http.refusals import checked


class InvitationBody(Input):
    """Who is invited."""

    email: Annotated[EmailAddress, Field(title="Adresse électronique")]


def read_invited(form: FormMultiDict) -> str:
    """Return the address; raises ``FieldsRefused``."""
    given = str(form.get("email") or "")
    return checked(InvitationBody, {"email": given} if given.strip() else {}).email


ASKED_FIELDS = ["name", "email"]


class QuestionBody(Input):
    """Which co-organiser is asked, and where."""

    name: Annotated[Line, Field(title="Structure", max_length=200)]
    email: Annotated[EmailAddress, Field(title="Adresse électronique")]


def filled_question(form: FormMultiDict) -> dict[str, str]:
    """Return what was filled in."""
    return {name: text for name in ASKED_FIELDS if (text := str(form.get(name) or "").strip())}


def read_question(form: FormMultiDict) -> tuple[str, str]:
    """Return name and address; raises ``FieldsRefused``."""
    body = checked(QuestionBody, filled_question(form))
    return body.name, body.email


def read_answer(form: FormMultiDict) -> tuple[str, Answer]:
    """Return the secret of the mail's link and the answer: whatever is not yes is no."""
    return str(form.get("jeton") or ""), "yes" if form.get("reponse") == "oui" else "no"
