"""What was registered beyond what, when and where, in words."""

from collections.abc import Iterator

from services.submission.manifestations.bodies.kinds import spaced
from services.submission.organiser_space.views.words import ACCESSIBILITY, PRICES
from shared.contracts.content import Content
from shared.contracts.details import Age, Booking, Price
from shared.french.dates import moment
from shared.french.languages import french_name
from shared.french.typography import capitalised, euros, plural


def detail_rows(content: Content) -> list[tuple[str, list[str | None]]]:
    """Return terms with their lines, empty where nothing was said."""
    return [
        *practical_rows(content),
        ("Image", [content.image.alt, content.image.credit] if content.image else []),
        ("Titre pour le papier", [content.print_title]),
        ("Texte pour le papier", [*(content.print_text or "").split("\n")]),
        ("Traductions", [*translation_lines(content)]),
    ]


def translation_lines(content: Content) -> Iterator[str]:
    """Give a line on each language that it can be read in."""
    for language, text in content.translations.items():
        alone = "" if text.description else " (le titre seul)"
        yield f"{capitalised(french_name(language))}{alone} : {text.title}"


def practical_rows(content: Content) -> list[tuple[str, list[str | None]]]:
    """Return those that are good to know before one comes."""
    return [
        ("Tarif", _price(content.price)),
        ("Réservation", _booking(content.booking, content.time_zone)),
        ("Âge", [_age(content.age)]),
        ("Accessibilité", [ACCESSIBILITY.get(code, code) for code in content.accessibility]),
        ("Langues", [capitalised(french_name(code)) for code in content.languages]),
    ]


def _price(price: Price | None) -> list[str | None]:
    if price is None:
        return []
    amounts = [euros(cents) for cents in (price.lowest_cents, price.highest_cents) if cents is not None]
    return [PRICES.get(price.kind, price.kind), " à ".join(dict.fromkeys(amounts)), price.conditions]


def _booking(booking: Booking | None, zone: str) -> list[str | None]:
    if booking is None:
        return []
    return [
        "Obligatoire" if booking.required else "Possible",
        booking.url,
        booking.email,
        spaced(booking.phone),
        plural(booking.seats, "place") if booking.seats else None,
        f"Jusqu’au {moment(booking.closes_at, zone)}" if booking.closes_at else None,
    ]


def _age(age: Age | None) -> str | None:
    if age is None:
        return None
    if age.lowest is not None and age.highest is not None:
        return f"De {age.lowest} à {age.highest} ans"
    return f"Dès {age.lowest} ans" if age.highest is None else f"Jusqu’à {age.highest} ans"
