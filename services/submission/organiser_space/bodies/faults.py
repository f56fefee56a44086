"""The body's faults as the form shows them: at the field where they are mended, in words for people."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from services.submission.organiser_space.bodies.communes import commune_fault
from services.submission.organiser_space.bodies.dates import DATES
from services.submission.organiser_space.bodies.practical import WITH
from services.submission.organiser_space.bodies.translations import TRANSLATIONS, translation_fault
from shared.errors import FieldError

MISSING = {
    "/title": "Donnez un titre à la manifestation.",
    "/description": "Décrivez la manifestation.",
    "/format": "Choisissez un format.",
    "/themes": "Cochez au moins un thème.",
    "/open_to_all": "Dites si tout le monde peut venir.",
    "/place/name": "Indiquez le nom du lieu.",
    "/place/address": "Indiquez l’adresse du lieu, ou cochez qu’elle est donnée à l’inscription.",
    "/place/postcode": "Indiquez le code postal du lieu.",
    "/organiser/name": "Indiquez le nom de la structure qui organise.",
    "/organiser/court_entry/court": "Indiquez le tribunal où l’association est inscrite.",
    "/organiser/court_entry/volume": "Indiquez le volume de l’inscription au tribunal.",
}
SENTENCES = {
    "access_contradicts_open_to_all": "Vous dites que tout le monde peut venir, et que l’accès est réservé : corrigez "
    "l’une des deux réponses.",
    "access_missing": "Tout le monde ne peut pas venir : dites qui le peut et comment.",
    "address_kept_back": "L’adresse est remplie, et cochée comme donnée à l’inscription : videz-la, ou décochez.",
    "attendance_disagrees": "Cette réponse ne va pas avec ce qui est rempli dessous : pour un lieu et une adresse en "
    "ligne, choisissez « Sur place et en ligne » ; sinon, videz ce qui ne convient pas.",
    "online_url_missing": "Indiquez l’adresse où suivre la manifestation en ligne.",
    "region_of_another_place": "Le lieu est dans une autre région : la région suit le lieu, laissez ce choix vide.",
    "price_of_what_is_free": "Vous dites que c’est gratuit, et un prix est donné : corrigez l’un des deux.",
    "picture_unknown": "L’image n’est plus gardée : envoyez-la à nouveau, ou retirez-la.",
    "siret_format": "Indiquez les 9 chiffres du SIREN ou les 14 du SIRET, sans lettre.",
}

ELSEWHERE = {"/price/lowest_cents": "/price/lowest", "/price/highest_cents": "/price/highest"}

Values = Mapping[str, Any]


def shown(errors: Sequence[FieldError], values: Values, blocks: Mapping[int, Values]) -> Iterator[FieldError]:
    """Bring each fault to its field; ``blocks`` are the dates that were filled in, by their position in the form."""
    positions = list(blocks)
    pointers = {error.pointer for error in errors}
    for error in errors:
        parts = error.pointer.split("/")[1:]
        if parts[:1] == [DATES] and len(parts) > 1:
            position = positions[int(parts[1])]
            found = _of_date(error, "/".join(parts[2:]), blocks[position], pointers)
            yield from (replace(fault, pointer=f"/{DATES}/{position}{fault.pointer}") for fault in found)
        elif error.pointer == "/place" and error.code == "place_missing":
            yield from _empty_place(values.get("place"))
        elif error.pointer.startswith("/co_organisers"):
            yield replace(error, pointer=f"/{WITH}")
        elif error.pointer.startswith(f"/{TRANSLATIONS}/"):
            yield translation_fault(error, values)
        elif error.pointer in ELSEWHERE:
            yield replace(error, pointer=ELSEWHERE[error.pointer], message=SENTENCES.get(error.code, error.message))
        elif error.pointer == "/organiser/siren":
            yield replace(error, pointer="/organiser/siret")
        else:
            yield from _of_place(error, values.get("place"), pointers, "")


def numbered(fault: FieldError) -> FieldError:
    """Say of which date a fault is, for where all faults stand together."""
    match fault.pointer.split("/"):
        case ["", field, position, *_] if field == DATES and position.isdecimal():
            sentence = fault.message[:1].lower() + fault.message[1:]
            return replace(fault, message=f"Date n° {int(position) + 1} : {sentence}")
        case _:
            return fault


def _of_date(error: FieldError, field: str, block: Values, pointers: set[str]) -> Iterator[FieldError]:
    """Give the fault of a date with a pointer inside its block."""
    ends = "until" if block.get("until") else "date" if "all_day" in block else "to"
    match field, error.code:
        case (("starts_at" | "ends_at"), "required"):
            # What the block lacks was said in the form's own words.
            return
        case "starts_at", _:
            yield replace(error, pointer="/date")
        case "ends_at", "ends_before_start" if ends == "to":
            way_out = f"{error.message[:-1]} ; si elle finit un autre jour, indiquez le dernier jour."
            yield replace(error, pointer="/to", message=way_out)
        case "ends_at", _:
            yield replace(error, pointer=f"/{ends}")
        case "place", "place_missing":
            yield replace(error, pointer="/place/name", message="Indiquez le lieu de cette date.")
        case "place", _:
            yield replace(error, pointer="/place/postcode")
        case (("occurrence_id" | "all_day"), _):
            yield replace(error, pointer="")
        case "state", "online_url_missing":
            message = "Cette date est passée en ligne : indiquez plus bas l’adresse où la suivre."
            yield replace(error, pointer="/state", message=message)
        case _:
            prefix = error.pointer.removesuffix(f"/{field}")
            yield from _of_place(replace(error, pointer=f"/{field}"), block.get("place"), pointers, prefix)


def _of_place(error: FieldError, place: Any, pointers: set[str], prefix: str) -> Iterator[FieldError]:
    """Give a fault in people's words; ``prefix`` stands before the pointers of this place's faults."""
    if error.pointer == "/place/commune_code":
        fault = commune_fault(place if isinstance(place, Mapping) else {})
        if fault and (fault.pointer != "/place/postcode" or f"{prefix}{fault.pointer}" not in pointers):
            yield fault
    elif error.code == "required" and error.pointer in MISSING:
        yield replace(error, message=MISSING[error.pointer])
    else:
        yield replace(error, message=SENTENCES.get(error.code, error.message))


def _empty_place(place: Any) -> Iterator[FieldError]:
    kept_back = isinstance(place, Mapping) and "address_on_registration" in place
    for pointer in ("/place/name", "/place/address", "/place/postcode"):
        if not kept_back or pointer != "/place/address":
            yield FieldError(pointer=pointer, code="required", message=MISSING[pointer])
