"""Price, booking, age, languages and who organises with: fields of the form that a body writes otherwise."""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from services.submission.manifestations.bodies.kinds import spaced
from services.submission.organiser_space.bodies.dates import EXAMPLES, read_day, read_hour
from shared.contracts.content import Content
from shared.errors import FieldError
from shared.french.dates import with_offset
from shared.french.languages import code_of

PRICE = ("price.kind", "price.lowest", "price.highest", "price.conditions")
BOOKING = tuple(f"booking.{name}" for name in ("required", "url", "email", "phone", "seats", "closes_on", "closes_at"))
PRACTICAL = (*PRICE, *BOOKING, "age.lowest", "age.highest", "accessibility", "languages", "other_languages")
WITH = "co_organiser_names"
"""One a line."""
NO_BOOKING = "none"
LISTED_LANGUAGES = (
    *("fr", "br", "ca", "co", "eu", "gsw", "oc", "rcf", "gcf", "gcr"),
    *("en", "ar", "de", "es", "it", "pt"),
)
"""Those that the form offers to tick; others are written by their code."""
AMOUNT = re.compile(r"(\d{1,5})(?:[.,](\d{1,2}))?\s*(?:€|euros?)?", re.IGNORECASE)
THOUSANDS = re.compile(r"(?<=\d)\s(?=\d{3}(?!\d))")
"""The blank of « 1 000 »."""
AMOUNTS = (("lowest", "lowest_cents"), ("highest", "highest_cents"))
MOST_CENTS = 1_000_000
SAID_OF_BOOKING = ("url", "email", "phone", "seats")

Values = Mapping[str, Any]


def practical_of(values: Values, zone: str) -> dict[str, Any]:
    """Return these parts of the body; what cannot be read is left out."""
    return {
        "price": _price(_mapping(values, "price")),
        "booking": _booking(_mapping(values, "booking"), zone),
        "age": dict(_mapping(values, "age")) or None,
        "languages": [
            *_listed(values.get("languages")),
            *(code_of(each) for each in _split(values.get("other_languages"), r"[,;\n]")),
        ],
        "co_organisers": [{"name": name} for name in _split(values.get(WITH), r"\n")],
    }


def practical_faults(values: Values) -> Iterator[FieldError]:
    """Say what cannot be read of them, at the fields of the form."""
    price, booking = _mapping(values, "price"), _mapping(values, "booking")
    for name, _ in AMOUNTS:
        text = str(price.get(name, "")).strip()
        if text and _cents(text) is None:
            message = f"« {text[:40]} » n’est pas un montant jusqu’à 10 000 euros : écrivez par exemple 5 ou 7,50."
            yield FieldError(pointer=f"/price/{name}", code="amount_format", message=message, value=text[:200])
    if set(price) and not price.get("kind"):
        message = "Dites si c’est gratuit, payant ou à prix libre, ou videz le tarif."
        yield FieldError(pointer="/price/kind", code="required", message=message)
    if set(booking) - {"required"} and booking.get("required", NO_BOOKING) == NO_BOOKING:
        message = (
            "Vous indiquez comment réserver : dites si la réservation est possible ou obligatoire, ou videz le reste."
        )
        yield FieldError(pointer="/booking/required", code="required", message=message)
    yield from _closing_faults(booking)


def closing_kept(practical: dict[str, Any], values: Values, content: Content, zone: str) -> dict[str, Any]:
    """Return them with the end of bookings as it was, to the second and in its own hour, where the form leaves it.

    On another clock the same hour is another moment.
    """
    booking, known = practical["booking"], content.booking and content.booking.closes_at
    if not (booking and booking["closes_at"] and known and zone == content.time_zone):
        return practical
    filled, shown = _mapping(values, "booking"), practical_values(content)["booking"]
    same = all(filled.get(name) == shown.get(name) for name in ("closes_on", "closes_at"))
    return {**practical, "booking": {**booking, "closes_at": known.isoformat()}} if same else practical


def practical_values(content: Content) -> dict[str, Any]:
    """Return what the form shows of them."""
    price, booking, age = content.price, content.booking, content.age
    closes = booking.closes_at.astimezone(ZoneInfo(content.time_zone)) if booking and booking.closes_at else None
    return {
        "price": {
            "kind": price.kind,
            "lowest": _euros(price.lowest_cents),
            "highest": _euros(price.highest_cents),
            "conditions": price.conditions,
        }
        if price
        else {},
        "booking": {
            "required": "true" if booking.required else "false",
            **{name: getattr(booking, name) for name in SAID_OF_BOOKING},
            "phone": spaced(booking.phone),
            "closes_on": closes and closes.date().isoformat(),
            "closes_at": closes and f"{closes:%H:%M}",
        }
        if booking
        else {},
        "age": msgspec.to_builtins(age) if age else {},
        "accessibility": list(content.accessibility),
        "languages": [each for each in content.languages if each in LISTED_LANGUAGES],
        "other_languages": ", ".join(each for each in content.languages if each not in LISTED_LANGUAGES),
        WITH: "\n".join(each.name for each in content.co_organisers),
    }


def _price(filled: Values) -> dict[str, Any] | None:
    if not filled.get("kind"):
        return None
    amounts = {written: _cents(str(filled.get(name, ""))) for name, written in AMOUNTS}
    return {"kind": filled["kind"], "conditions": filled.get("conditions"), **amounts}


def _booking(filled: Values, zone: str) -> dict[str, Any] | None:
    if filled.get("required", NO_BOOKING) == NO_BOOKING:
        return None
    on, at = read_day(filled.get("closes_on")), read_hour(filled.get("closes_at"))
    closes = with_offset(f"{on}T{at:%H:%M}", zone) if on and at else None
    said = {name: filled[name] for name in SAID_OF_BOOKING if name in filled}
    return {"required": filled["required"], **said, "closes_at": closes}


def _closing_faults(booking: Values) -> Iterator[FieldError]:
    for name, kind, read in (("closes_on", "date", read_day), ("closes_at", "heure", read_hour)):
        text = str(booking.get(name, "")).strip()
        other = booking.get("closes_at" if name == "closes_on" else "closes_on")
        if text and read(text) is None:
            message = f"« {text[:40]} » n’est pas une {kind} : écrivez par exemple {EXAMPLES[kind]}."
            yield FieldError(pointer=f"/booking/{name}", code=f"{kind}_format", message=message, value=text[:200])
        elif other and not text:
            message = f"Indiquez aussi l’{kind}" if kind == "heure" else "Indiquez aussi le jour"
            yield FieldError(
                pointer=f"/booking/{name}", code="required", message=f"{message} où les réservations se ferment."
            )


def _cents(text: str) -> int | None:
    match = AMOUNT.fullmatch(THOUSANDS.sub("", text.strip()))
    cents = int(match[1]) * 100 + int((match[2] or "").ljust(2, "0")) if match else None
    return cents if cents is not None and cents <= MOST_CENTS else None


def _euros(cents: int | None) -> str | None:
    if cents is None:
        return None
    return f"{cents // 100},{cents % 100:02}" if cents % 100 else str(cents // 100)


def _listed(value: Any) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else []


def _split(value: Any, between: str) -> list[str]:
    parts = re.split(between, value.replace("\r\n", "\n")) if isinstance(value, str) else []
    return [part.strip() for part in parts if part.strip()]


def _mapping(values: Values, name: str) -> Values:
    found = values.get(name)
    return found if isinstance(found, Mapping) else {}
