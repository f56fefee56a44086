"""The facts of a reason as people read them."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime

from services.eligibility.criteria.activities import NOMENCLATURES
from services.eligibility.criteria.legal_categories import label_of
from services.eligibility.desk.views import words
from services.eligibility.desk.views.content import word
from services.eligibility.desk.views.difference import FIELDS
from shared.contracts.submission import EditionChanged
from shared.editions.rules import ground_labels, theme_labels
from shared.french.dates import day, moment
from shared.geography.time_zones import PARIS

STATES: Mapping[str, str] = {"A": "en activité", "C": "cessée", "F": "fermé"}
UNSEEN = frozenset({"manifestation_id"})
"""Facts for programs: a page leads to what they name."""
DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
MOMENT = re.compile(DAY.pattern + r"T[\d:.]+(Z|[+-]\d\d:\d\d)")
Rows = list[tuple[str, str]]


def fact_rows(edition: EditionChanged, facts: Mapping[str, str]) -> Rows:
    """Return what each is called and what it says."""
    labels = {"themes": theme_labels(edition), "motifs": ground_labels(edition)}
    return [
        (words.fact_name(name), _listed(value, labels[name]) if name in labels else fact(name, value))
        for name, value in facts.items()
        if name not in UNSEEN
    ]


def fact(name: str, value: str) -> str:
    """Return a fact in words; what is no word of ours is shown as it is."""
    if known := WORDS.get(name):
        return known(value)
    if DAY.fullmatch(value):
        return day(date.fromisoformat(value))
    return moment(datetime.fromisoformat(value), PARIS) if MOMENT.fullmatch(value) else value


def _listed(value: str, labels: Mapping[str, str]) -> str:
    return ", ".join(labels.get(each, each) for each in value.split(", "))


WORDS: Mapping[str, Callable[[str], str]] = {
    "access": word,
    "region_code": words.region_name,
    "famille": lambda value: words.FAMILIES.get(value, value),
    "preuve": lambda value: words.PROOFS.get(value, value),
    "champs": lambda value: _listed(value, FIELDS),
    "etat_administratif": lambda value: STATES.get(value, value),
    "etat_administratif_etablissement": lambda value: STATES.get(value, value),
    "nature_juridique": label_of,
    "nomenclature_activite": lambda value: NOMENCLATURES.get(value, value),
}
"""Of facts whose values are words of ours."""
