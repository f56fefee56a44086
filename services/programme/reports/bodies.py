"""What a visitor may send about an entry."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from shared.contracts.programme import ReportReason
from shared.http.inputs import EmailAddress, Input, Lines
from shared.http.refusals import checked

FIELDS = ("reason", "details", "contact")


class ReportBody(Input):
    """A report."""

    reason: Annotated[ReportReason, Field(title="Motif")]
    details: Annotated[Annotated[Lines, Field(max_length=1000)] | None, Field(title="Précisions")] = None
    contact: Annotated[Annotated[EmailAddress, Field(max_length=200)] | None, Field(title="Votre adresse")] = None


def read_report(values: Mapping[str, Any]) -> ReportBody:
    """Return what was sent; raises ``FieldsRefused``."""
    return checked(ReportBody, values)
