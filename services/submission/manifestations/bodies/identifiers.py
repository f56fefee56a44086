"""The numbers that name a structure in the State's registers: spaces tolerated, keys checked."""

import re
from collections.abc import Callable
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError
from stdnum import luhn
from stdnum.fr import siret as siret_number

from shared.http.inputs import Line

SEPARATORS = re.compile(r"[\s.\-_/]")
RNA = re.compile(r"W[0-9A-Z]{9}")
RNF = re.compile(r"([0-9]{3})(FDD|FE|FRUP)([0-9]{5})([0-9]{2})")
UAI = re.compile(r"([0-9]{7})([A-Z])")
LA_POSTE = "356000000"
UAI_KEYS = "ABCDEFGHJKLMNPRSTUVWXYZ"


def _siren(text: str) -> str:
    return _register_number(text, name="SIREN", digits=9, is_valid=luhn.is_valid)


def _siret(text: str) -> str:
    return _register_number(text, name="SIRET", digits=14, is_valid=_is_siret)


def _is_siret(number: str) -> bool:
    # The library's own check looks anew for separators, sign by sign, in each of the two numbers.
    if number.startswith(LA_POSTE):
        return bool(siret_number.is_valid(number))
    return bool(luhn.is_valid(number) and luhn.is_valid(number[:9]))


def _register_number(text: str, *, name: str, digits: int, is_valid: Callable[[str], bool]) -> str:
    number = SEPARATORS.sub("", text)
    if not (number.isascii() and number.isdecimal()) or len(number) != digits:
        raise PydanticCustomError(
            f"{name.lower()}_format",
            "« {value} » n’est pas un numéro {name} : il en faut {digits} chiffres, sans lettre. Recopiez-le depuis un "
            "document officiel ou depuis annuaire-entreprises.data.gouv.fr.",
            {"value": text[:40], "name": name, "digits": digits},
        )
    if not number.strip("0") or not is_valid(number):
        raise PydanticCustomError(
            f"{name.lower()}_checksum",
            "Le numéro {name} « {value} » n’existe pas : sa clé de contrôle est fausse, un chiffre a sans doute été "
            "mal recopié. Vérifiez-le sur annuaire-entreprises.data.gouv.fr.",
            {"value": text[:40], "name": name},
        )
    return number


def _rna(text: str) -> str:
    number = SEPARATORS.sub("", text).upper()
    if not RNA.fullmatch(number):
        raise PydanticCustomError(
            "rna_format",
            "« {value} » n’est pas un numéro RNA : c’est la lettre W suivie de neuf chiffres ou lettres, par exemple "
            "W442000001. "
            "Il figure sur le récépissé de déclaration de l’association.",
            {"value": text[:40]},
        )
    return number


def _rnf(text: str) -> str:
    match = RNF.fullmatch(SEPARATORS.sub("", text).upper())
    if not match:
        raise PydanticCustomError(
            "rnf_format",
            "« {value} » n’est pas un numéro RNF : il s’écrit par exemple 092-FDD-00061-08, avec FDD, FE ou FRUP au "
            "milieu. Il figure au répertoire national des fondations.",
            {"value": text[:40]},
        )
    return "-".join(match.groups())


def _uai(text: str) -> str:
    number = SEPARATORS.sub("", text).upper()
    match = UAI.fullmatch(number)
    if not match:
        raise PydanticCustomError(
            "uai_format",
            "« {value} » n’est pas un code UAI : ce sont sept chiffres et une lettre, par exemple 0350760L.",
            {"value": text[:40]},
        )
    key = UAI_KEYS[int(match[1]) % len(UAI_KEYS)]
    if match[2] != key:
        raise PydanticCustomError(
            "uai_checksum",
            "Le code UAI « {value} » n’existe pas : avec ces chiffres, la lettre serait {key}. Vérifiez les deux.",
            {"value": text[:40], "key": key},
        )
    return number


Siren = Annotated[Line, AfterValidator(_siren)]
"""9 digits, with Luhn's key."""
Siret = Annotated[Line, AfterValidator(_siret)]
"""14 digits, with Luhn's key, or La Poste's own rule."""
Rna = Annotated[Line, AfterValidator(_rna)]
"""Register of associations; upper case."""
Uai = Annotated[Line, AfterValidator(_uai)]
"""Register of schools: the letter is a key over the digits."""
Rnf = Annotated[Line, AfterValidator(_rnf)]
"""Register of foundations; upper case."""
