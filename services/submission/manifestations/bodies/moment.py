"""A moment that stands in an address."""

import re
from datetime import datetime
from typing import Annotated

from pydantic import Field

from shared.http.inputs import Input, Moment
from shared.http.refusals import checked

PLUS_READ_AS_BLANK = re.compile(r" (?=\d\d:\d\d$)")


class _Since(Input):
    changed_since: Annotated[Moment, Field(title="changed_since")]


def read_moment(text: str) -> datetime:
    """Return it; raises ``FieldsRefused``. An offset whose plus sign nobody encoded arrives as a blank."""
    return checked(_Since, {"changed_since": PLUS_READ_AS_BLANK.sub("+", text)}).changed_since
