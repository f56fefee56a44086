"""Faults in the texts of a manifestation that a chamber corrects as it accepts; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from services.eligibility.dossiers.rules.words import marked
from shared.contracts.content import Content
from shared.contracts.eligibility import CorrectedField, CorrectedText
from shared.contracts.submission import ManifestationChanged
from shared.text import cleaned

CORRECTABLE: Mapping[CorrectedField, str] = {
    "title": "Titre",
    "description": "Description",
    "access_conditions": "Conditions d’accès",
    "print_title": "Titre pour le papier",
    "print_text": "Texte pour le papier",
}
"""What may be corrected, and what it is called."""
Corrections = Mapping[CorrectedField, str]
MOST_POINTS = 12
"""That are named one by one."""


def corrected_texts(content: Content, corrections: Corrections) -> tuple[CorrectedText, ...]:
    """Return the texts that are corrected: those that are there and would say something else."""
    return tuple(
        CorrectedText(field=name, before=before, after=corrections[name])
        for name in CORRECTABLE
        if name in corrections and (before := getattr(content, name)) and cleaned(before).strip() != corrections[name]
    )


def with_corrections(manifestation: ManifestationChanged, texts: Sequence[CorrectedText]) -> ManifestationChanged:
    """Return the manifestation as it will be."""
    if not texts:
        return manifestation
    after: dict[str, Any] = {text.field: text.after for text in texts}
    return replace(manifestation, content=replace(manifestation.content, **after))


def corrections_in_words(texts: Sequence[CorrectedText]) -> tuple[str, ...]:
    """Return a line for each run of words that is corrected; the last one says that there are more."""
    found = [
        f"{CORRECTABLE[name]} : {change}"
        for text in texts
        for name in CORRECTABLE
        if name == text.field
        for change in _changes(text)
    ]
    more = len(found) - MOST_POINTS
    return (*found[:MOST_POINTS], *((f"et {more} autres",) if more > 0 else ()))


def _changes(text: CorrectedText) -> list[str]:
    """Say what becomes of what: « assocation » devient « association »."""
    changes: list[str] = []
    gone = ""
    for mark, words in (*marked(text.before, text.after), ("same", "")):
        said = " ".join(words.split())
        if mark == "gone":
            gone = said
        elif mark == "new":
            changes.append(f"« {gone} » devient « {said} »" if gone else f"« {said} » est ajouté")
            gone = ""
        elif gone:
            changes.append(f"« {gone} » est retiré")
            gone = ""
    return changes
