"""What is good to know before one comes, and the picture and translations, for whoever decides."""

from services.eligibility.desk.views.content import Row, word
from shared.contracts.content import Content
from shared.contracts.details import Age, Booking, Image, Price
from shared.french.dates import moment
from shared.french.languages import french_name
from shared.french.typography import capitalised, euros, listed, plural


def practical_rows(content: Content) -> list[Row]:
    """Return those that somebody filled in; the others are empty."""
    return [
        ("Tarif", _price(content.price)),
        ("Réservation", _booking(content.booking, content.time_zone)),
        ("Âge", _age(content.age)),
        ("Accessibilité", listed([word(code) for code in content.accessibility])),
        ("Langues", listed([french_name(code) for code in content.languages])),
        ("Image", _image(content.image) if content.image else ""),
        ("Traductions", "\n".join(_translation(content, language) for language in content.translations)),
    ]


def _price(price: Price | None) -> str:
    if price is None:
        return ""
    amounts = [euros(cents) for cents in (price.lowest_cents, price.highest_cents) if cents is not None]
    return _joined(word(price.kind), " à ".join(dict.fromkeys(amounts)), price.conditions)


def _booking(booking: Booking | None, zone: str) -> str:
    if booking is None:
        return ""
    seats = plural(booking.seats, "place") if booking.seats else None
    until = f"jusqu’au {moment(booking.closes_at, zone)}" if booking.closes_at else None
    how = "obligatoire" if booking.required else "possible"
    return _joined(how, booking.url, booking.email, booking.phone, seats, until)


def _age(age: Age | None) -> str:
    if age is None:
        return ""
    if age.lowest is not None and age.highest is not None:
        return f"de {age.lowest} à {age.highest} ans"
    return f"dès {age.lowest} ans" if age.highest is None else f"jusqu’à {age.highest} ans"


def _image(image: Image) -> str:
    return f"{image.alt} (crédit : {image.credit})" if image.credit else image.alt


def _translation(content: Content, language: str) -> str:
    text = content.translations[language]
    said = f"{capitalised(french_name(language))} : {text.title}"
    return f"{said}\n{text.description}" if text.description else said


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)
