"""What each column of a file is taken for, and why: shown to a person, who has the last word."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from services.submission.imports.columns.column_names import COLUMNS
from services.submission.imports.columns.columns import REPORT, flat_names
from services.submission.imports.columns.headings import meaning, nearest
from services.submission.imports.columns.persons import OF_ORGANISER, organisers_own, persons_own
from services.submission.imports.columns.questions import FIELD, Questions
from services.submission.imports.columns.slashed_hours import RANGES, either_way
from shared.french.typography import typo

LABELS = {
    "title": "Titre",
    "description": "Description",
    "themes": "Thèmes",
    "format": "Format",
    "category": "Catégorie, dont le format est tiré s’il est sûr",
    "openness": "Qui peut venir",
    "start": "Date de début",
    "start_time": "Heure de début",
    "end": "Date de fin",
    "end_time": "Heure de fin",
    "timing": "Horaires ou séances",
    RANGES: "Horaires ou séances, où « 14h/16h » va de 14h à 16h",
    "duration": "Durée",
    "timings": "Liste des dates",
    "recurrence": "Rythme (tous les mardis…)",
    "place.name": "Nom du lieu",
    "place.address": "Adresse du lieu",
    "place.postcode": "Code postal",
    "place.commune_code": "Code INSEE de la commune",
    "city": "Commune",
    "online_url": "Adresse en ligne",
    "organiser.name": "Organisateur",
    "organiser.siren": "SIREN de l’organisateur",
    "organiser.siret": "SIRET de l’organisateur",
    "organiser.rna": "RNA de l’organisateur",
    "organiser.uai": "UAI de l’organisateur",
    "organiser.rnf": "RNF de l’organisateur",
    "public_contact.name": "Contact public",
    "public_contact.email": "Courriel public",
    "public_contact.phone": "Téléphone public",
    "public_contact.website": "Site web",
    "external_id": "Votre référence",
    "status": "État (annulée, reportée…)",
    "moderation": "Publiée ou non",
    "price": "Tarif",
    "another_because": "Pourquoi c’en est une autre",
    "person.name": "Nom d’une personne, non publié",
    "person.email": "Adresse d’une personne, non publiée",
    "person.phone": "Numéro d’une personne, non publié",
    "person.address": "Adresse personnelle, non publiée",
}
"""What a person may choose among, in the order in which it is offered."""
IGNORED = ""
NO_QUESTIONS = Questions()
HOURS = frozenset({"timing", "start_time", "start"})
SAME = "Le titre « {} » est celui d’une colonne connue."
CLOSE = "Titre inconnu, qui ressemble à « {} » : à vous de dire."
UNKNOWN = "Titre inconnu : la colonne n’est pas reprise, sauf si vous dites ce qu’elle contient."
PERSON = "Parce que le fichier a des colonnes sur la personne qui l’a rempli : à confirmer avant de publier."
WHOSE = "Elle suit l’organisateur, et le lieu vient après : est-ce l’adresse du lieu ? Si oui, dites-le."
TWICE = "Ce titre vient plusieurs fois : la première colonne remplie est reprise, dites laquelle est la bonne."
BOTH = "Ce titre est aussi celui d’une question de l’édition, « {} » : dites laquelle des deux."
ASKED = "Le titre est celui d’une question de l’édition."
EITHER_WAY = (
    "« {} » va-t-il de la première heure à la seconde, ou y a-t-il deux séances ? Choisissez « {} » dans le premier "
    "cas ; dans le second, écrivez la fin de chaque séance."
)
CHOSEN = "Votre choix pour les fichiers de cette forme."


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column with what it is taken for."""

    name: str
    field: str
    """A key of ``LABELS`` or ``COLUMNS``; empty where it is left out."""
    label: str
    reason: str
    question: bool = False
    """True where a person should have a look."""
    example: str = ""
    chosen: bool = False
    """True where a person has said so."""


def shown_field(field: str) -> bool:
    """Return True for what a column may be said to hold; nothing, that it is left out."""
    return field == IGNORED or field in LABELS or field.startswith(FIELD)


def columns_of(
    records: Iterable[Mapping[str, Any]], chosen: Mapping[str, str], questions: Questions = NO_QUESTIONS
) -> list[Column]:
    """Return every column of a file, in its order; ``chosen`` is what a person has said about some."""
    examples: dict[str, str] = {}
    unsure: dict[str, str] = {}
    for fields in records:
        for name, example in flat_names(fields):
            examples[name] = examples.get(name) or example
            if "/" in example and name not in unsure and either_way(example):
                unsure[name] = example
    meanings = {name: meaning(name) for name in examples}
    names = list(meanings.values())
    renamed = organisers_own(names) | persons_own(names)
    asked = questions.answered_in(examples)
    columns = [
        _chosen(name, chosen[name], examples[name], questions)
        if name in chosen
        else _asked(name, asked[name], examples[name], questions)
        if name in asked
        else _column(name, meant, renamed.get(meant), examples[name])
        for name, meant in meanings.items()
        if meant not in REPORT
    ]
    return [_doubted(column, unsure.get(column.name), questions) for column in columns]


def shape_of(columns: Iterable[Column]) -> str:
    """Return what files of one shape have in common: the names of their columns, in whatever order."""
    return hashlib.sha256("\n".join(sorted(column.name for column in columns)).encode()).hexdigest()


def _chosen(name: str, field: str, example: str, questions: Questions) -> Column:
    label = _label(field, questions)
    return Column(name=name, field=field, label=label, reason=CHOSEN, example=example, chosen=True)


def _asked(name: str, field: str, example: str, questions: Questions) -> Column:
    return Column(name=name, field=field, label=_label(field, questions), reason=ASKED, example=example)


def _doubted(column: Column, unsure: str | None, questions: Questions) -> Column:
    """Ask about a column that may be two things, until a person has said which."""
    if column.chosen:
        return column
    if column.field in HOURS and unsure:
        return replace(column, question=True, reason=typo(EITHER_WAY.format(unsure[:40], LABELS[RANGES])))
    other = questions.field_of(column.name)
    if column.field and other and column.field != other:
        return replace(column, question=True, reason=typo(BOTH.format(questions.by_field[other].label)))
    return column


def _column(name: str, meant: str, renamed: str | None, example: str) -> Column:
    found = _field(renamed or meant)
    if found:
        doubt = PERSON if renamed else TWICE if name.endswith(")") and " (" in name and name[-2].isdecimal() else ""
        reason = doubt or SAME.format(name)
        return Column(
            name=name, field=found, label=_label(found), reason=typo(reason), question=bool(doubt), example=example
        )
    near = nearest(name)
    reason = WHOSE if renamed == OF_ORGANISER else CLOSE.format(near) if near else UNKNOWN
    question = bool(near or renamed)
    return Column(
        name=name, field=IGNORED, label=_label(IGNORED), reason=typo(reason), question=question, example=example
    )


def _field(meant: str) -> str | None:
    return next((field for field, names in COLUMNS.items() if meant in names), None)


def _label(field: str, questions: Questions = NO_QUESTIONS) -> str:
    if field in questions.by_field:
        return questions.by_field[field].label
    return LABELS.get(field, "Reconnue, sans usage direct" if field else "Non reprise")
