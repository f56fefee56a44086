"""A draft as readers would see it, on the programme's page and on paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.submission.manifestations.bodies.kinds import spaced
from services.submission.manifestations.bodies.registering import registration_of
from services.submission.manifestations.rules.manifestation import Registration
from services.submission.organiser_space.bodies.form import read_form
from services.submission.organiser_space.bodies.image import image_values
from services.submission.organiser_space.views.details import practical_rows
from services.submission.organiser_space.views.picture import thumbnail
from services.submission.organiser_space.views.when import DateView, date_view, place_lines, summary
from services.submission.organiser_space.views.words import ACCESS, AUDIENCES, word
from shared.contracts.content import Content, PublicContact
from shared.contracts.submission import EditionChanged
from shared.editions.questions import answered
from shared.editions.rules import format_labels, theme_labels
from shared.french.languages import french_name
from shared.french.places import town_of
from shared.french.typography import shortened
from shared.geography.clocks import place_of

NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class OnPaper:
    """An entry of the paper programme."""

    title: str
    when: list[str]
    where: list[str]
    text: str
    answers: list[tuple[str, str]]
    """To the questions that the edition prints."""
    contact: list[str]
    is_cut: bool
    """Where title or text are longer than paper has room for."""


def preview(edition: EditionChanged, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return both; raises ``FieldsRefused`` for what cannot be sent yet."""
    registration = registration_of(read_form(values, edition=edition), NOBODY, edition=edition)
    content = registration.content
    dates = [date_view(content, occurrence) for occurrence in content.occurrences]
    return {
        "content": content,
        "format": format_labels(edition).get(content.format, content.format),
        "themes": [theme_labels(edition).get(slug, slug) for slug in content.themes],
        "when": summary(content),
        "where": ", ".join(_towns(content)) or "En ligne",
        "dates": dates,
        "translations": [(code, french_name(code), text) for code, text in content.translations.items()],
        "picture": thumbnail(image_values(content)),
        "rows": _rows(edition, registration),
        "paper": _on_paper(edition, content, dates) if content.open_to_all else None,
    }


def _rows(edition: EditionChanged, registration: Registration) -> list[tuple[str, list[str]]]:
    content, contact = registration.content, registration.content.public_contact
    rows: list[tuple[str, list[str | None]]] = [
        ("Où", [*place_lines(content.place)]),
        ("À distance", [content.online_url]),
        ("Accès", [content.access and word(ACCESS, content.access), content.access_conditions]),
        ("Publics", [word(AUDIENCES, audience) for audience in content.audiences]),
        *practical_rows(content),
        *_answers(answered(edition, content.extra, where="page")),
        ("Organisée par", [registration.organiser.name, *(each.name for each in content.co_organisers)]),
        ("Contact", _contact(contact)),
    ]
    return [(term, kept) for term, lines in rows if (kept := [line for line in lines if line])]


def _answers(answers: list[tuple[str, str]]) -> list[tuple[str, list[str | None]]]:
    return [(label, [*answer.split("\n")]) for label, answer in answers]


def _on_paper(edition: EditionChanged, content: Content, dates: list[DateView]) -> OnPaper:
    limits = edition.print_limits
    title, text = content.print_title or content.title, content.print_text or content.description
    return OnPaper(
        title=shortened(title, limits.title),
        when=[date.when for date in dates],
        where=place_lines(content.place) or _towns(content),
        text=shortened(text, limits.text),
        answers=answered(edition, content.extra, where="paper"),
        contact=[line for line in _contact(content.public_contact) if line]
        if content.public_contact.print_consent
        else [],
        is_cut=len(" ".join(title.split())) > limits.title or len(" ".join(text.split())) > limits.text,
    )


def _contact(contact: PublicContact) -> list[str | None]:
    return [contact.name, contact.email, spaced(contact.phone), contact.website]


def _towns(content: Content) -> list[str]:
    places = [place for each in content.occurrences if (place := place_of(content, each))]
    return [*dict.fromkeys(town_of(place) for place in places)]
