"""How two versions differ, field by field, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.eligibility.desk.views.content import word
from services.eligibility.dossiers.rules.changes import Change
from services.eligibility.dossiers.rules.words import Marked, marked
from shared.contracts.submission import EditionChanged
from shared.editions.rules import format_labels, theme_labels
from shared.french.dates import moment
from shared.french.typography import euros

FIELDS: Mapping[str, str] = {
    "title": "Titre",
    "description": "Description",
    "themes": "Thèmes",
    "format": "Format",
    "open_to_all": "Ouverte à toutes et à tous",
    "access": "Accès",
    "access_conditions": "Conditions d’accès",
    "audiences": "Publics",
    "attendance": "Participation",
    "occurrences": "Dates",
    "time_zone": "Fuseau horaire",
    "place": "Lieu",
    "online_url": "Adresse pour suivre en ligne",
    "public_contact": "Contact publié",
    "price": "Tarif",
    "booking": "Réservation",
    "age": "Âge",
    "accessibility": "Accessibilité",
    "languages": "Langues",
    "image": "Image",
    "co_organisers": "Co-organisateurs",
    "parent_id": "Fait partie de",
    "print_title": "Titre pour le papier",
    "print_text": "Texte pour le papier",
    "extra": "Question de l’édition",
    "translations": "Traduction",
    "organiser": "Organisateur",
    "region_code": "Région",
}
PARTS: Mapping[str, str] = {
    "name": "nom",
    "address": "adresse",
    "postcode": "code postal",
    "commune_code": "code de la commune",
    "commune_name": "commune",
    "department_code": "département",
    "region_code": "région",
    "epci_code": "intercommunalité",
    "latitude": "latitude",
    "longitude": "longitude",
    "email": "adresse électronique",
    "phone": "téléphone",
    "website": "site",
    "print_consent": "accord pour le papier",
    "kind": "nature",
    "lowest_cents": "le moins cher",
    "highest_cents": "le plus cher",
    "conditions": "conditions",
    "required": "obligatoire",
    "url": "adresse web",
    "seats": "places",
    "closes_at": "clôture",
    "lowest": "minimum",
    "highest": "maximum",
    "alt": "texte de remplacement",
    "credit": "crédit",
    "title": "titre",
    "description": "texte",
    "starts_at": "début",
    "ends_at": "fin",
    "state": "état",
    "note": "précision",
    "place": "lieu",
}
"""Of a field that has parts, by the last part of its pointer."""
UNSEEN = frozenset({"occurrence_id", "previous_starts_at", "all_day", "sha256", "structure_id"})
"""Parts of a list's items that a chamber has nothing to look at in."""
MOMENTS = frozenset({"starts_at", "ends_at", "closes_at"})
AMOUNTS = frozenset({"lowest_cents", "highest_cents"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One field that differs."""

    label: str
    words: Marked


def differences(edition: EditionChanged, changes: Iterable[Change], *, zone: str) -> list[Difference]:
    """Put changes into words, moments on the clock of ``zone``."""
    labels = {**theme_labels(edition), **format_labels(edition)}
    questions = {question.name: question.label for question in edition.extra_fields}
    return [
        Difference(
            label=_label(change.field, questions),
            words=marked(
                *(
                    _text(value, labels, zone=zone, name=change.field.rpartition("/")[2])
                    for value in (change.before, change.after)
                )
            ),
        )
        for change in changes
    ]


def _label(pointer: str, questions: Mapping[str, str]) -> str:
    first, *rest = [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]
    name, parts = FIELDS.get(first, first), questions if first == "extra" else PARTS
    return f"{name} : {' '.join(parts.get(part, part) for part in rest)}" if rest else name


def _text(value: Any, labels: Mapping[str, str], *, zone: str, name: str = "") -> str:
    if isinstance(value, list | tuple):
        return "\n".join(_text(each, labels, zone=zone) for each in value)
    if isinstance(value, Mapping):
        shown = ((part, item) for part, item in value.items() if item is not None and part not in UNSEEN)
        return ", ".join(f"{PARTS.get(part, part)} {_text(item, labels, zone=zone, name=part)}" for part, item in shown)
    if name in MOMENTS and isinstance(value, str):
        return moment(datetime.fromisoformat(value), zone)
    if name in AMOUNTS and isinstance(value, int):
        return euros(value)
    return _word(value, labels)


def _word(value: Any, labels: Mapping[str, str]) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    return labels.get(str(value)) or word(str(value))
