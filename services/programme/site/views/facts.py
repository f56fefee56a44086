"""What is good to know before one comes: price, booking, age, accessibility, languages, each in a few words."""

from collections.abc import Iterator
from dataclasses import dataclass

from services.programme.site.views.links import Link, ways_to_reach
from services.programme.site.views.words import accessibility_labels, audience_labels, language_labels
from shared.contracts.content import Content
from shared.contracts.details import Age, Booking, Price
from shared.contracts.submission import EditionChanged
from shared.editions.questions import answered
from shared.french.dates import moment
from shared.french.typography import NO_BREAK, capitalised, euros, listed, plural


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A term, what there is to say about it, and where that leads."""

    term: str
    texts: tuple[str, ...]
    links: tuple[Link, ...] = ()


def facts_of(content: Content) -> tuple[Fact, ...]:
    """Return what is known, and nothing about what is not."""
    return tuple(fact for fact in _facts(content) if fact.texts or fact.links)


def answers_of(edition: EditionChanged, content: Content) -> tuple[Fact, ...]:
    """Return what was answered to the questions of the edition that are shown here; what it asks no more is not."""
    answers = answered(edition, content.extra, where="page")
    return tuple(Fact(term=label, texts=(*answer.split("\n"),)) for label, answer in answers)


def price_text(price: Price) -> str:
    """``Gratuit``, ``De 5 à 12 €``, ``Prix libre``; the amounts alone for a kind that a later release named."""
    amounts = _amounts(price)
    if price.kind == "free":
        return "Gratuit"
    if price.kind == "pay_what_you_want":
        return f"Prix libre, {amounts}" if amounts else "Prix libre"
    return capitalised(amounts) or ("Payant" if price.kind == "paid" else "")


def age_text(age: Age) -> str:
    """``À partir de 8 ans``, ``Jusqu’à 12 ans``, ``De 8 à 12 ans``."""
    if age.lowest is not None and age.highest is not None:
        return f"De {age.lowest} à {age.highest}{NO_BREAK}ans"
    if age.lowest is not None:
        return f"À partir de {age.lowest}{NO_BREAK}ans"
    return f"Jusqu’à {age.highest}{NO_BREAK}ans" if age.highest is not None else ""


def _facts(content: Content) -> Iterator[Fact]:
    yield Fact(term="Accès", texts=_said(content.access_conditions or ""))
    yield Fact(term="Pour qui", texts=_said(capitalised(listed(audience_labels(content.audiences)))))
    if content.age:
        yield Fact(term="Âge", texts=_said(age_text(content.age)))
    if content.price:
        yield Fact(term="Tarif", texts=_said(price_text(content.price), content.price.conditions or ""))
    if content.booking:
        yield _booking(content.booking, content.time_zone)
    yield Fact(term="Accessibilité", texts=_said(capitalised(listed(accessibility_labels(content.accessibility)))))
    yield Fact(term="Langues", texts=_said(capitalised(listed(language_labels(content.languages)))))


def _booking(booking: Booking, zone: str) -> Fact:
    return Fact(
        term="Réservation",
        texts=_said(
            "Obligatoire" if booking.required else "Possible",
            plural(booking.seats, "place") if booking.seats else "",
            f"Jusqu’au {moment(booking.closes_at, zone)}" if booking.closes_at else "",
        ),
        links=ways_to_reach(phone=booking.phone, email=booking.email, website=booking.url),
    )


def _amounts(price: Price) -> str:
    low, high = price.lowest_cents, price.highest_cents
    if low is not None and high is not None and low != high:
        return f"de {euros(low).removesuffix(f'{NO_BREAK}€')} à {euros(high)}"
    if low is not None and high is None:
        return f"à partir de {euros(low)}"
    if low is None and high is not None:
        return f"jusqu’à {euros(high)}"
    return euros(low) if low is not None else ""


def _said(*texts: str) -> tuple[str, ...]:
    return tuple(text for text in texts if text)
