"""A record to the body of ``POST /manifestations``; nothing is dropped in silence and nothing is guessed."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from services.submission.imports.columns.columns import NOT_REWRITTEN, NOTHING, Columns, Rewrite
from services.submission.imports.columns.guess import NO_QUESTIONS
from services.submission.imports.columns.own_shape import is_body
from services.submission.imports.columns.questions import Questions
from services.submission.imports.mapping.answers import read_answers
from services.submission.imports.mapping.completed import NUMBER, ORGANISER
from services.submission.imports.mapping.contact import read_contact
from services.submission.imports.mapping.defaults import Defaults
from services.submission.imports.mapping.lost_letters import read_lost_letters
from services.submission.imports.mapping.mapped import Draft, Mapped
from services.submission.imports.mapping.numbers import court_entry, gives_some, numbers_of, without_number
from services.submission.imports.mapping.online import LINK
from services.submission.imports.mapping.own_form import as_it_is
from services.submission.imports.mapping.shipped import SEASON, WORDS
from services.submission.imports.mapping.status import read_status
from services.submission.imports.mapping.unwritten_years import Season
from services.submission.imports.mapping.when import read_schedule
from services.submission.imports.mapping.where import read_place
from services.submission.imports.mapping.which import read_words
from services.submission.imports.mapping.words import Words
from services.submission.imports.rules.proposals import key_of
from services.submission.imports.text import one_line, paragraphs, without_cut
from shared.geography import fold
from shared.geography.time_zones import PARIS

WHOLE_NUMBER = re.compile(r"^(\d+)[.,]0+$")
"""As spreadsheets write an order number in a column that has an empty cell."""
LONGEST_REFERENCE = 100
LONGEST_DESCRIPTION = 4000


def map_record(
    fields: Mapping[str, Any],
    defaults: Defaults,
    *,
    table: bool = False,
    chosen: Mapping[str, str] = NOTHING,
    words: Words = WORDS,
    season: Season = SEASON,
    month_first: frozenset[str] = frozenset(),
    rewritten: Mapping[str, Rewrite] = NOT_REWRITTEN,
    questions: Questions = NO_QUESTIONS,
) -> Mapped:
    """Map one record; what cannot be understood is a fault with the field's pointer and a French sentence."""
    if is_body(fields):
        return as_it_is(fields)
    draft = Draft(record=Columns(fields, chosen, rewritten), month_first=month_first)
    draft.notes.extend(draft.record.notes)
    _what(draft)
    read_answers(draft, questions)
    read_words(draft, defaults, words)
    commune = read_place(draft)
    read_schedule(draft, zone=ZoneInfo(commune.time_zone if commune else PARIS), season=season, move=defaults.move)
    _who(draft, defaults)
    read_contact(draft, defaults, department=commune.department_code if commune else None)
    for cell in draft.record.second_thoughts():
        draft.notes.append(f"Colonne {cell.column} : « {cell.shown[:60]} » diffère de la première de ce titre.")
    return draft.done(table=table)


def _what(draft: Draft) -> None:
    if title := draft.text("title"):
        draft.body["title"] = one_line(title)
    texts = {cell.column: paragraphs(cell.text) for cell in draft.record.all("description") if cell.text}
    if texts:
        column = max(texts, key=lambda name: len(texts[name]))
        description, was_cut = without_cut(texts[column])
        if was_cut:
            draft.notes.append("Description coupée dans le fichier.")
        price = one_line(draft.text("price") or "")
        if price and price not in description and len(description) + len(price) < LONGEST_DESCRIPTION - 20:
            description = f"{description}\n\nTarif : {price}"
        draft.columns["/description"] = column
        draft.body["description"] = description
    _which(draft)
    read_status(draft)
    read_lost_letters(draft)
    if online := draft.text("online_url"):
        draft.body["online_url"] = one_line(online)
    elif link := LINK.search(one_line(draft.text("place.address") or "")):
        draft.body["online_url"] = link[0]
        draft.notes.append("Adresse en ligne trouvée dans l’adresse du lieu.")


def _which(draft: Draft) -> None:
    """Fill in what tells it from others."""
    if reference := draft.text("external_id"):
        draft.body["external_id"] = _reference(WHOLE_NUMBER.sub(r"\1", one_line(reference)))
    if reason := draft.text("another_because"):
        draft.body["another_because"] = one_line(reason)


def _who(draft: Draft, defaults: Defaults) -> None:
    name = one_line(draft.text("organiser.name") or "") or None
    numbers: dict[str, Any] = numbers_of(draft) or court_entry(draft)
    stands_in = not gives_some(draft) and (name is None or fold(name) == fold(defaults.organiser_name or ""))
    if stands_in:
        # Another organiser's name never gets the number that was given for those who have none.
        _complete_organiser(draft, name, defaults)
        numbers, name = dict(defaults.organiser_numbers), name or defaults.organiser_name
    if name and not numbers and not gives_some(draft):
        numbers = _recognised(draft, name, defaults)
    if name is None or numbers or without_number(draft, defaults, name):
        # Else it is left out whole: the platform would take it for one that has no number.
        draft.body["organiser"] = {**({"name": name} if name else {}), **numbers}


def _recognised(draft: Draft, name: str, defaults: Defaults) -> dict[str, Any]:
    """Return the number of the structure that a person has said this organiser to be."""
    commune_code = draft.body.get("place", {}).get("commune_code")
    numbers = defaults.known_organisers.get(key_of(name, commune_code), {})
    if numbers:
        said = ", ".join(f"{kind.upper()} {number}" for kind, number in numbers.items())
        draft.notes.append(f"Organisateur « {name} » reconnu d’après votre réponse : {said}.")
    return dict(numbers)


def _complete_organiser(draft: Draft, own_name: str | None, defaults: Defaults) -> None:
    numbers = ", ".join(f"{kind.upper()} {number}" for kind, number in defaults.organiser_numbers.items())
    if own_name is None and defaults.organiser_name:
        name = f"« {defaults.organiser_name} »"
        draft.complete(ORGANISER, f"{name}, {numbers}" if numbers else name, defaults.source)
    elif numbers:
        draft.complete(NUMBER, numbers, defaults.source)


def _reference(text: str) -> str:
    """Replace a reference longer than the platform takes by a digest of it."""
    return text if len(text) <= LONGEST_REFERENCE else str(uuid5(NAMESPACE_URL, text))
