"""What the forms of the register send."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from litestar.datastructures import FormMultiDict
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from services.submission.places.rules.place import KnownPlace
from shared.http.forms import nested
from shared.http.inputs import Input, Line
from shared.http.refusals import checked

POINT = re.compile(r"(-?[0-9]{1,2}(?:\.[0-9]{1,9})?)\s{0,5}[,;]\s{0,5}(-?[0-9]{1,3}(?:\.[0-9]{1,9})?)")
VERSION = re.compile(r"[1-9][0-9]{0,17}")
NORTH, EAST = 90, 180
PICKED, KEPT, OFFERED = "lieu", "garde", "propose"
"""Names: of the boxes in the list, of the one that stays, of whether it is offered."""


def _point(text: str) -> str:
    found = POINT.fullmatch(text)
    if not found or abs(float(found[1])) > NORTH or abs(float(found[2])) > EAST:
        raise PydanticCustomError(
            "point_format",
            "« {value} » n’est pas une latitude et une longitude : écrivez par exemple 48.1173, -1.6778, ou videz.",
            {"value": text[:60]},
        )
    return text


class CorrectionBody(Input):
    """How a place is written, and where it is."""

    name: Annotated[Line, Field(title="Nom du lieu", min_length=2, max_length=150)]
    address: Annotated[Line, Field(title="Adresse", min_length=3, max_length=200)]
    point: Annotated[Annotated[Line, AfterValidator(_point)] | None, Field(title="Coordonnées")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A place as a chamber writes it."""

    name: str
    address: str
    point: tuple[float, float] | None


def filled_in(form: FormMultiDict) -> dict[str, Any]:
    """Return what stands in the fields."""
    return nested(form, CorrectionBody)


def read_correction(values: Mapping[str, Any]) -> Correction:
    """Return the correction; raises ``FieldsRefused``."""
    body = checked(CorrectionBody, values)
    found = POINT.fullmatch(body.point) if body.point else None
    point = (float(found[1]) + 0.0, float(found[2]) + 0.0) if found else None
    return Correction(name=body.name, address=body.address, point=point)


def values_of(place: KnownPlace) -> dict[str, Any]:
    """Return what the form shows of a place."""
    point = f"{place.latitude}, {place.longitude}" if place.latitude is not None else ""
    return {"name": place.name, "address": place.address, "point": point}


def version_in(form: Mapping[str, Any]) -> int:
    """Return the version that the page was made of; 0, which is none, where the field was tampered with."""
    text = str(form.get("_version") or "")
    return int(text) if VERSION.fullmatch(text) else 0


def picked(values: Sequence[Any]) -> list[UUID]:
    """Return the places that were ticked; what is no identifier is passed over."""
    found = []
    for value in values:
        try:
            found.append(UUID(str(value)))
        except ValueError:
            continue
    return list(dict.fromkeys(found))
