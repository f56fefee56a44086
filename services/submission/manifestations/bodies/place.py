"""Where it happens."""

import re
from collections.abc import Iterable
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from services.submission.manifestations.bodies.kinds import Blank
from shared.french.typography import listed, town
from shared.geography import Commune, communes_of_postcode, find_commune, region
from shared.geography.time_zones import PARIS
from shared.http.communes import refuse_merged
from shared.http.inputs import Input, Line

POSTCODE = re.compile(r"[0-9]{5}")
LONGEST_LIST = 12


def _joined(text: str) -> str:
    return text.replace(" ", "")


def _without_signed_zero(degrees: float) -> float:
    # jsonb knows no -0.0: what is told and what is stored would differ.
    return degrees + 0.0


class PlaceBody(Input):
    """Where it happens; region, department and clock follow from the commune."""

    name: Annotated[Line, Field(title="Nom du lieu", min_length=2, max_length=150)]
    address_on_registration: Annotated[bool, Field(title="Adresse donnée à l’inscription")] = False
    # Checked even when absent: it may be kept back, for example for a home or a refuge.
    address: Annotated[
        Annotated[Line, Field(min_length=3, max_length=200)] | None,
        Blank,
        Field(title="Adresse", validate_default=True),
    ] = None
    # Before the postcode, which is checked against it.
    commune_code: Annotated[Line, Field(title="Code INSEE de la commune")]
    postcode: Annotated[Line, AfterValidator(_joined), Field(title="Code postal")]

    latitude: Annotated[
        Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False), AfterValidator(_without_signed_zero)] | None,
        Field(title="Latitude"),
    ] = None
    # Last and checked even when absent: one without the other is no point.
    longitude: Annotated[
        Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False), AfterValidator(_without_signed_zero)] | None,
        Field(title="Longitude", validate_default=True),
    ] = None

    @field_validator("address")
    @classmethod
    def _is_given_or_kept_back(cls, address: str | None, info: ValidationInfo) -> str | None:
        kept_back = info.data.get("address_on_registration")
        if address and kept_back:
            raise PydanticCustomError(
                "address_kept_back",
                "L’adresse est donnée alors qu’elle ne doit l’être qu’à l’inscription (address_on_registration) : "
                "retirez l’une des deux.",
            )
        if address is None and kept_back is False:
            raise PydanticCustomError(
                "required",
                "Le champ « Adresse » est obligatoire : renseignez-le, ou dites par address_on_registration qu’elle "
                "est donnée à l’inscription.",
            )
        return address

    @field_validator("latitude", mode="before")
    @classmethod
    def _keeps_the_address_back(cls, latitude: object, info: ValidationInfo) -> object:
        if latitude is not None and info.data.get("address_on_registration"):
            raise _gives_the_address_away()
        return latitude

    @field_validator("longitude")
    @classmethod
    def _makes_a_point(cls, longitude: float | None, info: ValidationInfo) -> float | None:
        if "latitude" in info.data and (longitude is None) != (info.data["latitude"] is None):
            if longitude is not None and info.data.get("address_on_registration"):
                raise _gives_the_address_away()
            raise PydanticCustomError(
                "coordinates_incomplete", "Donnez la latitude et la longitude ensemble, ou aucune des deux."
            )
        return longitude

    @field_validator("commune_code")
    @classmethod
    def _exists(cls, code: str) -> str:
        if find_commune(code.upper()):
            return code.upper()
        refuse_merged(code)
        suggestion = ""
        if found := [each for part in ("2A", "2B") if (each := find_commune(f"{part}{code[2:]}")) and code[:2] == "20"]:
            suggestion = f" Ceux de Corse commencent par 2A ou 2B : {town(found[0].name)} est {found[0].code}."
        if communes := communes_of_postcode(code):
            names = listed([f"{town(commune.name)} : {commune.code}" for commune in communes[:LONGEST_LIST]], "ou")
            suggestion = f" C’est un code postal ; code INSEE de {names}."
        raise PydanticCustomError(
            "commune_unknown",
            "« {value} » n’est le code INSEE d’aucune commune.{suggestion} Cherchez-le par GET /communes?q=…",
            {"value": code[:20], "suggestion": suggestion},
        )

    @field_validator("postcode")
    @classmethod
    def _belongs_to_the_commune(cls, postcode: str, info: ValidationInfo) -> str:
        if not POSTCODE.fullmatch(postcode):
            raise PydanticCustomError(
                "postcode_format",
                "« {value} » n’est pas un code postal : il faut cinq chiffres, par exemple 35000.",
                {"value": postcode[:20]},
            )
        commune = find_commune(info.data["commune_code"]) if "commune_code" in info.data else None
        if commune and postcode not in commune.postcodes:
            raise PydanticCustomError(
                "postcode_of_another_commune",
                "Le code postal {value} n’est pas celui de {commune}, qui a {postcodes}. Les codes CEDEX ne "
                "conviennent pas.",
                {"value": postcode, "commune": town(commune.name), "postcodes": _postcodes(commune)},
            )
        return postcode


def _gives_the_address_away() -> PydanticCustomError:
    return PydanticCustomError(
        "coordinates_kept_back",
        "L’adresse n’est donnée qu’à l’inscription (address_on_registration), or les coordonnées la révèlent : retirez "
        "latitude et longitude.",
    )


def _postcodes(commune: Commune) -> str:
    return listed(commune.postcodes, "ou")


def commune_of(place: PlaceBody) -> Commune:
    """Return the commune of a place that was checked."""
    commune = find_commune(place.commune_code)
    if commune is None:
        raise LookupError(place.commune_code)
    return commune


def region_of(place: PlaceBody) -> str:
    """Return the INSEE code of a place's region."""
    return commune_of(place).region_code


def region_name(code: str) -> str:
    """Name a region for people: ``Bretagne (53)``."""
    found = region(code)
    return f"{found.name} ({code})" if found else code


def clock_of(places: Iterable[PlaceBody | None]) -> ZoneInfo:
    """Return the clock of the first place that is there; that of Paris online."""
    first = next((place for place in places if place), None)
    return ZoneInfo(commune_of(first).time_zone if first else PARIS)
