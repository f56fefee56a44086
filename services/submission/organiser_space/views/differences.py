"""What two forms say differently, field by field, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from services.submission.manifestations.bodies.manifestation import ManifestationBody
from services.submission.organiser_space.bodies.dates import DATES, read_day, read_hour
from services.submission.organiser_space.bodies.translations import TRANSLATIONS
from services.submission.organiser_space.bodies.values import QUESTIONS
from services.submission.organiser_space.views.words import ACCESS, ACCESSIBILITY, ATTENDANCE, AUDIENCES, PRICES, STATES
from shared.contracts.submission import EditionChanged
from shared.editions.rules import format_labels, theme_labels
from shared.french.dates import day, hour
from shared.french.languages import french_name
from shared.geography import region
from shared.http.model_fields import label_at

OWN_LABELS = {
    "date": "Jour",
    "from": "Début",
    "to": "Fin",
    "until": "Dernier jour",
    "commune": "Commune",
    "without_number": "Sans aucun numéro",
    "parent_address": "Programme collectif, par son adresse",
}
"""Of fields that only the form has."""
OF_TRANSLATIONS = {"language": "langue", "title": "titre", "description": "description"}
UNSAID = ("occurrence_id", "commune_code", "point")
"""Fields that nobody sees."""
BOXES = {"true": "Oui", "false": "Non"}

Path = tuple[str | int, ...]
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One field that two forms fill in differently; empty where one of them says nothing."""

    label: str
    here: str
    there: str


def differences(edition: EditionChanged, here: Values, there: Values) -> list[Difference]:
    """Return what differs, in the order in which ``here`` has it."""
    ours, theirs = dict(_flat(here)), dict(_flat(there))
    words = _words(edition)
    return [
        Difference(
            label=_label(path, edition),
            here=_said(path, ours.get(path), words),
            there=_said(path, theirs.get(path), words),
        )
        for path in dict.fromkeys((*ours, *theirs))
        if ours.get(path) != theirs.get(path)
    ]


def _flat(values: Values, path: Path = ()) -> Iterator[tuple[Path, tuple[str, ...]]]:
    for name, value in values.items():
        if name in UNSAID or value in (None, "", [], {}):
            continue
        here = (*path, name)
        if isinstance(value, Mapping):
            yield from _flat(value, here)
        elif isinstance(value, list | tuple) and any(isinstance(each, Mapping) for each in value):
            for position, each in enumerate(value):
                yield from _flat(each, (*here, position))
        elif isinstance(value, list | tuple):
            yield here, tuple(sorted(str(each) for each in value))
        else:
            yield here, (str(value).replace("\r\n", "\n").strip(),)


def _label(path: Path, edition: EditionChanged) -> str:
    name = str(path[-1])
    if path[0] == QUESTIONS:
        return next((each.label for each in edition.extra_fields if each.name == name), name)
    if path[0] == TRANSLATIONS and len(path) > 1:
        return f"Traduction n° {int(path[1]) + 1} : {OF_TRANSLATIONS.get(name, name)}"
    label = OWN_LABELS.get(name) or label_at(ManifestationBody, path)
    if path[0] == DATES and len(path) > 1:
        return f"Date n° {int(path[1]) + 1} : {label[:1].lower()}{label[1:]}"
    return label


def _said(path: Path, value: tuple[str, ...] | None, words: Mapping[str, Mapping[str, str]]) -> str:
    name, known = str(path[-1]), BOXES if path[0] == QUESTIONS else words.get(str(path[-1]), BOXES)
    return ", ".join(_when(name, each) or known.get(each, each) for each in value or ())


def _when(name: str, text: str) -> str:
    if name in {"date", "until"} and (on := read_day(text)):
        return day(on)
    if name in {"from", "to"} and (at := read_hour(text)):
        return hour(at)
    if name == "language":
        return french_name(text)
    if name == "region_code" and (found := region(text)):
        return found.name
    return ""


def _words(edition: EditionChanged) -> dict[str, Mapping[str, str]]:
    return {
        "themes": theme_labels(edition),
        "format": format_labels(edition),
        "access": dict(ACCESS),
        "attendance": dict(ATTENDANCE),
        "audiences": dict(AUDIENCES),
        "state": dict(STATES),
        "kind": PRICES,
        "accessibility": ACCESSIBILITY,
    }
