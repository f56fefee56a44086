"""What the form of an absence may send."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import Field

from services.eligibility.absences.rules import Absence
from shared.http.inputs import Input, Line
from shared.http.refusals import checked
from shared.identity.caller import Caller


class AbsenceBody(Input):
    """From when until when, and who has the queue."""

    first_day: Annotated[date, Field(title="Premier jour")]
    last_day: Annotated[date, Field(title="Dernier jour")]
    substitute: Annotated[Line, Field(max_length=64, title="Remplacement")]


def read_absence(values: Mapping[str, Any], caller: Caller) -> Absence:
    """Return the absence of a moderator; raises ``FieldsRefused``."""
    body = checked(AbsenceBody, values)
    return Absence(
        account_id=caller.account_id,
        region_code=caller.region_code or "",
        substitute=body.substitute,
        first_day=body.first_day,
        last_day=body.last_day,
    )
