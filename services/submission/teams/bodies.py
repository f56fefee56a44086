"""What the form of an invitation says."""

from typing import Annotated

from litestar.datastructures import FormMultiDict
from pydantic import Field

from shared.http.inputs import EmailAddress, Input
from shared.http.refusals import checked


class InvitationBody(Input):
    """Who is invited."""

    email: Annotated[EmailAddress, Field(title="Adresse électronique")]


def read_invited(form: FormMultiDict) -> str:
    """Return the address; raises ``FieldsRefused``."""
    given = str(form.get("email") or "")
    return checked(InvitationBody, {"email": given} if given.strip() else {}).email
