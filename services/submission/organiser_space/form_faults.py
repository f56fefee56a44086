"""The body's faults as the form shows them: at the field where they are mended, in words for people."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, time
from typing import Any

from services.submission.organiser_space.commune_choice import commune_fault
from shared.errors import FieldError

MOMENTS = {"starts_at": "de début", "ends_at": "de fin"}
FRENCH_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
FRENCH_HOUR = re.compile(r"(\d{1,2})\s*[hH:]\s*(\d{2})?(?::\d{2})?")
MISSING = {
    "/title": "Donnez un titre à la manifestation.",
    "/description": "Décrivez la manifestation.",
    "/format": "Choisissez un format.",
    "/themes": "Cochez au moins un thème.",
    "/openness": "Indiquez à qui la manifestation est ouverte.",
    "/place/name": "Indiquez le nom du lieu.",
    "/place/address": "Indiquez l’adresse du lieu.",
    "/place/postcode": "Indiquez le code postal du lieu.",
    "/organiser/name": "Indiquez le nom de la structure qui organise.",
}


def shown(errors: Sequence[FieldError], parts: Mapping[str, dict[str, Any]]) -> Iterator[FieldError]:
    """Bring each fault to its field; ``parts`` is what was filled in, by part of the form."""
    pointers = {error.pointer for error in errors}
    for error in errors:
        match error.pointer, error.code:
            case (("/starts_at" | "/ends_at"), "required"):
                yield from _moment_faults(error.pointer[1:], parts[error.pointer[1:]])
            case (("/starts_at" | "/ends_at"), _):
                yield replace(error, pointer=f"{error.pointer}/date")
            case "/place/commune_code", _:
                fault = commune_fault(parts["place"])
                if fault and (fault.pointer != "/place/postcode" or fault.pointer not in pointers):
                    yield fault
            case "/organiser/siren", _:
                yield replace(error, pointer="/organiser/siret")
            case "/organiser/siret", "siret_format":
                yield replace(error, message="Indiquez les 9 chiffres du SIREN ou les 14 du SIRET, sans lettre.")
            case pointer, "required" if pointer in MISSING:
                yield replace(error, message=MISSING[pointer])
            case _:
                yield error


def read_day(parts: Mapping[str, Any]) -> date | None:
    """Read a date as browsers send it, or as people write it where the browser has no calendar."""
    text = str(parts.get("date", "")).strip()
    if french := FRENCH_DAY.fullmatch(text):
        text = f"{french[3]}-{int(french[2]):02}-{int(french[1]):02}"
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def read_hour(parts: Mapping[str, Any]) -> time | None:
    """Read ``18:30``, ``18h30`` or ``18 h``."""
    match = FRENCH_HOUR.fullmatch(str(parts.get("time", "")).strip())
    try:
        return time(int(match[1]), int(match[2] or 0)) if match else None
    except ValueError:
        return None


def _moment_faults(name: str, parts: Mapping[str, Any]) -> Iterator[FieldError]:
    for part, what, article, example, read in (
        ("date", "date", "la ", "14/11/2026", read_day),
        ("time", "heure", "l’", "18:30", read_hour),
    ):
        written = str(parts.get(part, "")).strip()
        if not written:
            message = f"Indiquez {article}{what} {MOMENTS[name]}."
        elif read(parts) is None:
            message = f"« {written[:40]} » n’est pas une {what} : écrivez par exemple {example}."
        else:
            continue
        yield FieldError(pointer=f"/{name}/{part}", code=f"{part}_format", message=message, value=written[:200] or None)
