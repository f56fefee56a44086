"""Kinds of field that every form of ours has: cleaned, checked, with a French sentence where they are refused."""

import re
from datetime import datetime
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError, PydanticKnownError

from shared.email_address import is_email_address
from shared.text import cleaned, one_line

WRITTEN_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d.*")
PHONE = re.compile(r"(?:\+\d{6,15}|0\d{9})")
LONGEST_ADDRESS = 500


class Input(BaseModel):
    """What every body inherits: frozen, and a field that we do not know is a fault rather than lost."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _clean(value: object) -> object:
    return cleaned(value).strip() if isinstance(value, str) else value


def _clean_line(value: object) -> object:
    return one_line(value) if isinstance(value, str) else value


def _email(value: str) -> str:
    if not is_email_address(value):
        raise PydanticCustomError(
            "email_format",
            "« {value} » n’est pas une adresse électronique : écrivez par exemple contact@exemple.fr.",
            {"value": value[:80]},
        )
    return value


def _web_address(value: str) -> str:
    try:
        parts = urlsplit(value)
        good = parts.scheme in {"http", "https"} and "." in (parts.hostname or "") and not parts.username
    except ValueError:
        good = False
    if not good or " " in value or len(value) > LONGEST_ADDRESS:
        raise PydanticCustomError(
            "url_format",
            "« {value} » n’est pas une adresse web : écrivez-la en entier, par exemple https://www.exemple.fr.",
            {"value": value[:80]},
        )
    return value


def _phone(value: str) -> str:
    digits = re.sub(r"[\s.\-()\u00a0\u202f]", "", value)
    if not PHONE.fullmatch(digits):
        raise PydanticCustomError(
            "phone_format",
            "« {value} » n’est pas un numéro de téléphone : écrivez par exemple 02 40 00 00 00 ou +262 262 00 00 00.",
            {"value": value[:80]},
        )
    return digits


def _written(value: object) -> object:
    """Refuse bare numbers, which pydantic would take for seconds since 1970."""
    if isinstance(value, str) and WRITTEN_MOMENT.fullmatch(value.strip()):
        return value.strip()
    raise PydanticKnownError("datetime_parsing", {"error": "not written as a date"})


def _aware(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise PydanticKnownError("timezone_aware")
    return value


Line = Annotated[str, BeforeValidator(_clean_line)]
"""Text on one line; runs of blanks become one space. Add ``Field(min_length=…, max_length=…, title=…)``."""
Lines = Annotated[str, BeforeValidator(_clean)]
"""Text on several lines, without signs that cannot be seen."""
EmailAddress = Annotated[Line, AfterValidator(_email), Field(json_schema_extra={"format": "email"})]
WebAddress = Annotated[Line, AfterValidator(_web_address), Field(json_schema_extra={"format": "uri"})]
"""http or https, never ``javascript:``; kept as written."""
PhoneNumber = Annotated[Line, AfterValidator(_phone)]
"""Kept as digits, with a leading ``+`` where one was given."""
# Not pydantic's own type: the framework describes all fields of that type by one object, and titles wander.
Moment = Annotated[datetime, BeforeValidator(_written), AfterValidator(_aware)]
"""A date with its hour and its offset."""
