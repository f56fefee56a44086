"""What readers would see of a manifestation, in words: on its page and on paper."""

from collections.abc import Mapping
from typing import Any

from shared.contracts.content import Content, Occurrence, Organiser, Place, PublicContact
from shared.contracts.submission import EditionChanged
from shared.editions.questions import answered
from shared.editions.rules import format_labels, theme_labels
from shared.french.dates import moments
from shared.french.places import town_of
from shared.french.typography import capitalised, listed, shortened
from shared.geography.clocks import clock_of, place_of

Row = tuple[str, str]
WORDS: Mapping[str, str] = {
    "on_site": "sur place",
    "online": "en ligne",
    "mixed": "sur place et en ligne",
    "free_entry": "entrée libre",
    "registration": "sur inscription",
    "invitation": "sur invitation",
    "professionals": "professionnels",
    "general_public": "grand public",
    "families": "familles",
    "young_people": "jeunes",
    "students": "étudiantes et étudiants",
    "jobseekers": "personnes en recherche d’emploi",
    "public_bodies": "collectivités et services publics",
    "scheduled": "comme prévu",
    "full": "complet",
    "postponed": "reporté",
    "cancelled": "annulé",
    "moved_online": "passé en ligne",
    "free": "gratuit",
    "paid": "payant",
    "pay_what_you_want": "prix libre",
    "motor": "handicap moteur",
    "hearing": "handicap auditif",
    "sign_language": "langue des signes",
    "visual": "handicap visuel",
    "intellectual": "handicap mental",
    "psychological": "handicap psychique",
}
"""Of the vocabularies of a content, none of which has a word of another."""
NUMBERS = ("siren", "siret", "rna", "uai", "rnf")


def word(value: str) -> str:
    """Return a word of a contract in French."""
    return WORDS.get(value, value)


def web_rows(edition: EditionChanged, content: Content) -> list[Row]:
    """Return what stands beside the text on the public page."""
    formats, themes = format_labels(edition), theme_labels(edition)
    return [
        ("Dates", "\n".join(occurrence_line(content, each) for each in content.occurrences)),
        ("Lieu", place_line(content.place)),
        ("En ligne", content.online_url or ""),
        ("Format", formats.get(content.format, content.format)),
        ("Thèmes", listed([themes.get(slug, slug) for slug in content.themes])),
        ("Ouverte à toutes et à tous", "oui" if content.open_to_all else "non"),
        ("Accès", ", ".join(each for each in (word(content.access or ""), content.access_conditions) if each)),
        ("Publics", listed([word(each) for each in content.audiences])),
        *answered(edition, content.extra, where="page"),
        ("Organisée avec", listed([each.name for each in content.co_organisers])),
        ("Contact publié", contact_line(content.public_contact)),
    ]


def paper_view(edition: EditionChanged, content: Content) -> dict[str, Any] | None:
    """Return what the paper programme would print; None for what is not open to all."""
    if not content.open_to_all:
        return None
    limits, title = edition.print_limits, content.print_title or content.title
    text = content.print_text or content.description
    return {
        "title": shortened(title, limits.title),
        "text": shortened(text, limits.text),
        "when": capitalised("; ".join(occurrence_line(content, each) for each in content.occurrences)),
        "where": place_line(content.place) or "en ligne",
        "contact": contact_line(content.public_contact) if content.public_contact.print_consent else "",
        "answers": answered(edition, content.extra, where="paper"),
        "cut": len(" ".join(title.split())) > limits.title or len(" ".join(text.split())) > limits.text,
    }


def organiser_rows(organiser: Organiser) -> list[Row]:
    """Return what was typed of the organiser."""
    entry = organiser.court_entry
    court = f"{entry.court}, volume {entry.volume}" + (f", folio {entry.folio}" if entry.folio else "") if entry else ""
    numbers = [(name.upper(), getattr(organiser, name) or "") for name in NUMBERS]
    return [("Nom", organiser.name), *numbers, ("Registre du tribunal", court)]


def occurrence_line(content: Content, occurrence: Occurrence) -> str:
    """Say when, and where that is not the place of the whole."""
    when = moments(occurrence.starts_at, occurrence.ends_at, clock_of(content, occurrence))
    state = "" if occurrence.state == "scheduled" else word(occurrence.state)
    where = place_line(place_of(content, occurrence)) if occurrence.place else ""
    return ", ".join(each for each in (when, where, state, occurrence.note) if each)


def contact_line(contact: PublicContact) -> str:
    """Return a contact on one line; nothing for none."""
    return ", ".join(each for each in (contact.name, contact.email, contact.phone, contact.website) if each)


def place_line(place: Place | None) -> str:
    """Return a place on one line; nothing for none."""
    if place is None:
        return ""
    return ", ".join(each for each in (place.name, place.address, place.postcode, town_of(place)) if each)
