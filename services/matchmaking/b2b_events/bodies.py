"""What callers may send: a B2B event to open."""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from shared.geography.regions import region
from shared.http.inputs import Input, Line, Moment

FIRST_YEAR, LAST_YEAR = 2008, 2100


def _region(code: str) -> str:
    if region(code) is None:
        raise PydanticCustomError(
            "region_unknown",
            "« {value} » n’est pas le code INSEE d’une région : par exemple 53 pour la Bretagne.",
            {"value": code[:20]},
        )
    return code


def _start(value: datetime) -> datetime:
    if not FIRST_YEAR <= value.year < LAST_YEAR:
        raise PydanticCustomError(
            "year_out_of_range",
            "L’année {year} est hors de portée : vérifiez la date.",
            {"year": value.year},
        )
    if value.second or value.microsecond:
        raise PydanticCustomError(
            "whole_minute", "Une rencontre commence à une minute ronde : retirez les secondes.", {}
        )
    return value


class B2bEventBody(Input):
    """A grid of slots and tables, all at one place and one after the other."""

    name: Annotated[Line, Field(title="Nom", min_length=3, max_length=140)]
    region_code: Annotated[Line, AfterValidator(_region), Field(title="Région", description="INSEE code.")]
    starts_at: Annotated[Moment, AfterValidator(_start), Field(title="Début")]
    slot_minutes: Annotated[int, Field(title="Durée d’un créneau, en minutes", ge=5, le=60)]
    slots: Annotated[int, Field(title="Nombre de créneaux", ge=1, le=60)]
    tables: Annotated[int, Field(title="Nombre de tables", ge=1, le=300)]
