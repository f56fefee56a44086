"""Dates of the programme as a table for people: a row a date, words rather than codes. Pure."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from services.programme.listings.listing import ListedDate
from services.programme.listings.rules.dates import period_of, state_of, takes_place_at
from services.programme.site.views.facts import age_text, price_text
from services.programme.site.views.words import (
    access_badges,
    accessibility_labels,
    audience_labels,
    language_labels,
    state_badge,
)
from shared.contracts.content import Content, Occurrence, Place
from shared.contracts.edition import ExtraField
from shared.contracts.submission import EditionChanged
from shared.editions.questions import public_questions
from shared.editions.rules import format_labels, theme_labels
from shared.geography import department, region
from shared.geography.clocks import clock_of
from shared.geography.time_zones import PARIS

HEADER = (
    *("Titre", "Date de début", "Heure de début", "Date de fin", "Heure de fin", "État", "Remarque"),
    *("Lieu", "Adresse", "Code postal", "Commune", "Code INSEE", "Département", "Région", "Latitude", "Longitude"),
    *("À distance", "Organisateur", "Coorganisateurs", "Format", "Thèmes", "Description", "Accès", "Pour qui"),
    *("Tarif", "Réservation", "Âge", "Accessibilité", "Langues", "Contact", "Téléphone", "Courriel", "Site"),
    *("Au programme papier", "Page", "Identifiant", "Identifiant de la date", "Modifiée le"),
)
LIST_SIGN = " ; "


def header(edition: EditionChanged) -> tuple[str, ...]:
    """Return the titles of the columns; the last ones are the questions of the edition whose answers are public."""
    return *HEADER, *(question.label for question in public_questions(edition))


def table_rows(edition: EditionChanged, dates: Sequence[ListedDate], pages: Sequence[str]) -> list[tuple[str, ...]]:
    """Return a row per date, cells in the order of ``header``; ``pages`` are the addresses of their pages."""
    themes, formats, asked = theme_labels(edition), format_labels(edition), public_questions(edition)
    return [
        (
            each.listing.content.title,
            *_when(each.listing.content, each.occurrence),
            *_where(takes_place_at(each.listing.content, each.occurrence)),
            each.listing.content.online_url or "",
            each.listing.organiser_name,
            LIST_SIGN.join(other.name for other in each.listing.content.co_organisers),
            formats.get(each.listing.content.format, each.listing.content.format),
            LIST_SIGN.join(themes.get(slug, slug) for slug in each.listing.content.themes),
            each.listing.content.description,
            *_practical(each.listing.content),
            "oui" if each.listing.paper else "non",
            page,
            str(each.listing.manifestation_id),
            str(each.occurrence.occurrence_id),
            each.listing.changed_at.astimezone(ZoneInfo(PARIS)).strftime("%d/%m/%Y %H:%M"),
            *(_answer(each.listing.content, question) for question in asked),
        )
        for each, page in zip(dates, pages, strict=True)
    ]


def _when(content: Content, occurrence: Occurrence) -> tuple[str, ...]:
    zone = ZoneInfo(clock_of(content, occurrence))
    starts, ends = occurrence.starts_at.astimezone(zone), occurrence.ends_at.astimezone(zone)
    badge = state_badge(state_of(occurrence))
    said = (badge[0] if badge else "Prévu", occurrence.note or "")
    if occurrence.all_day:
        return f"{starts:%d/%m/%Y}", "", f"{period_of(content, occurrence).last_day:%d/%m/%Y}", "", *said
    return f"{starts:%d/%m/%Y}", f"{starts:%H:%M}", f"{ends:%d/%m/%Y}", f"{ends:%H:%M}", *said


def _where(place: Place | None) -> tuple[str, ...]:
    if place is None:
        return ("",) * 9
    part, whole = department(place.department_code), region(place.region_code)
    return (
        *(place.name, place.address or "", place.postcode, place.commune_name, place.commune_code),
        *(part.name if part else place.department_code, whole.name if whole else place.region_code),
        *(_decimal(place.latitude), _decimal(place.longitude)),
    )


def _practical(content: Content) -> tuple[str, ...]:
    booking, contact = content.booking, content.public_contact
    reserved = "" if booking is None else "Obligatoire" if booking.required else "Possible"
    ways = (booking.url, booking.phone, booking.email) if booking else ()
    return (
        LIST_SIGN.join(filter(None, (*(text for text, _ in access_badges(content)), content.access_conditions))),
        LIST_SIGN.join(audience_labels(content.audiences)),
        LIST_SIGN.join(filter(None, (price_text(content.price), content.price.conditions))) if content.price else "",
        LIST_SIGN.join(filter(None, (reserved, *ways))),
        age_text(content.age) if content.age else "",
        LIST_SIGN.join(accessibility_labels(content.accessibility)),
        LIST_SIGN.join(language_labels(content.languages)),
        *(contact.name or "", contact.phone or "", contact.email or "", contact.website or ""),
    )


def _answer(content: Content, question: ExtraField) -> str:
    answer = content.extra.get(question.name, "")
    return "oui" if question.kind == "tick" and answer else answer


def _decimal(degrees: float | None) -> str:
    """Return it as a French spreadsheet reads numbers."""
    return "" if degrees is None else str(degrees).replace(".", ",")
