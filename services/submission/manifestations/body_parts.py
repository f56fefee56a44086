"""The parts of a registration: who organises, where, and whom the public may ask."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from services.submission.manifestations.identifiers import Rna, Siren, Siret, Uai
from services.submission.manifestations.kinds import Blank, Phone, Website
from shared.geography import Commune, communes_of_postcode, find_commune
from shared.http.inputs import EmailAddress, Input, Line
from shared.http.typography import listed, town

POSTCODE = re.compile(r"[0-9]{5}")
LONGEST_LIST = 12


def _joined(text: str) -> str:
    return text.replace(" ", "")


class OrganiserBody(Input):
    """The structure that carries the manifestation; one number in a State register is needed, more are welcome."""

    name: Annotated[Line, Field(title="Nom de l’organisateur", min_length=2, max_length=200)]
    siren: Annotated[Siren | None, Blank, Field(title="SIREN")] = None
    rna: Annotated[Rna | None, Blank, Field(title="RNA")] = None
    uai: Annotated[Uai | None, Blank, Field(title="UAI")] = None
    # Last and checked even when absent: only here are the other numbers known.
    siret: Annotated[Siret | None, Blank, Field(title="SIRET", validate_default=True)] = None

    @field_validator("siret")
    @classmethod
    def _agrees_with_the_others(cls, siret: str | None, info: ValidationInfo) -> str | None:
        siren = info.data.get("siren")
        if siret and siren and not siret.startswith(siren):
            raise PydanticCustomError(
                "siret_of_another_siren",
                "Le SIRET {siret} n’appartient pas au SIREN {siren} : un SIRET commence par le SIREN de la structure. "
                "Corrigez l’un des deux, ou n’en donnez qu’un.",
                {"siret": siret, "siren": siren},
            )
        refused = {"siren", "rna", "uai"} - info.data.keys()
        if not siret and not refused and not any(info.data[name] for name in ("siren", "rna", "uai")):
            raise PydanticCustomError(
                "organiser_number_missing",
                "Indiquez au moins un numéro d’identification de l’organisateur : SIREN ou SIRET, RNA pour une "
                "association, ou UAI pour un établissement d’enseignement.",
            )
        return siret


class PlaceBody(Input):
    """Where it happens; region, department and clock follow from the commune."""

    name: Annotated[Line, Field(title="Nom du lieu", min_length=2, max_length=150)]
    address: Annotated[Line, Field(title="Adresse", min_length=3, max_length=200)]
    # Before the postcode, which is checked against it.
    commune_code: Annotated[Line, Field(title="Code INSEE de la commune")]
    postcode: Annotated[Line, AfterValidator(_joined), Field(title="Code postal")]

    @field_validator("commune_code")
    @classmethod
    def _exists(cls, code: str) -> str:
        if find_commune(code):
            return code
        suggestion = ""
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


class PublicContactBody(Input):
    """What will be shown to everybody, online and on paper; never the account holder's address by default."""

    name: Annotated[Annotated[Line, Field(max_length=100)] | None, Blank, Field(title="Nom du contact public")] = None
    phone: Annotated[Phone | None, Blank, Field(title="Téléphone public")] = None
    website: Annotated[Website | None, Blank, Field(title="Site web")] = None
    # Last and checked even when absent: only here are the other means known.
    email: Annotated[
        EmailAddress | None, Blank, Field(title="Adresse électronique publique", validate_default=True)
    ] = None

    @field_validator("email")
    @classmethod
    def _can_be_reached_somehow(cls, email: str | None, info: ValidationInfo) -> str | None:
        refused = {"phone", "website"} - info.data.keys()
        if not email and not refused and not info.data["phone"] and not info.data["website"]:
            raise PydanticCustomError(
                "contact_missing",
                "Indiquez au moins un moyen de joindre les organisateurs, qui sera publié : adresse électronique, "
                "téléphone ou site web.",
            )
        return email


def _postcodes(commune: Commune) -> str:
    return listed(commune.postcodes, "ou")
