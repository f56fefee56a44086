"""Main activities (APE) that weigh in the examination, in either nomenclature of the register.

Both are cut in the same classes (four digits) where an activity decides anything, so rules match on the class; the
letter behind it tells which nomenclature a code is from, since they have none in common.
"""

import re
import tomllib
from pathlib import Path
from typing import Literal

import msgspec

Nomenclature = Literal["NAFRev2", "NAF2025"]
Standing = Literal["usual", "excluded", "to_check", "unlisted"]

EXCLUDED_DIVISION = "84"
"""Administration publique et défense."""
EXCLUDED_CLASSES = frozenset({"94.11", "94.20", "94.91", "94.92"})
"""Left out of the statistical perimeter of the ESS (INSEE with DIIESES and CNCRES, 2007)."""
WORSHIP_AND_POLITICS = frozenset({"94.91", "94.92"})
"""Of any form: the law takes associations whatever they do, but somebody has to read what these propose."""
TO_CHECK_CLASSES = frozenset({"94.12"})
"""Near the former, but not named by the source."""
TEACHING_GROUPS = ("85.1", "85.2", "85.3", "85.4")
"""Pre-primary to higher education. 85.5 and 85.6 are training, leisure and support: not always a school."""

NOMENCLATURES: dict[str, str] = {"NAFRev2": "NAF rév. 2", "NAF2025": "NAF 2025"}
LETTERS_OF_2025 = frozenset("GHJKLY")
"""Those of NAF rév. 2 are A to F and Z."""

LABELS = msgspec.convert(
    tomllib.loads((Path(__file__).parent / "nomenclatures" / "activities.toml").read_text("utf-8")),
    dict[Nomenclature, dict[str, str]],
)
"""Whole divisions, those in which an activity decides something."""
LISTED_DIVISIONS = ("84", "85", "94")
CLASSES = {name: {code[:5] for code in labels} for name, labels in LABELS.items()}
NO_DIVISION = frozenset({"00", "04", "34", "40", "44", "48", "54", "57", "67", "76", "83", "89"})
"""Numbers that neither nomenclature uses, 00 for a unit without an activity among them."""

SHAPE = re.compile(r"([0-9]{2})\.?([0-9]{2})([A-Z])", re.ASCII)


def standing(activity: str, nomenclature: str) -> Standing:
    """Say how an activity weighs; ``unlisted`` is what its nomenclature does not have, as far as we have it."""
    of_class = _class(activity)
    if of_class is None or nomenclature not in NOMENCLATURES or of_class[:2] in NO_DIVISION:
        return "unlisted"
    if of_class.startswith(LISTED_DIVISIONS) and of_class not in _classes(nomenclature):
        return "unlisted"
    if of_class.startswith(EXCLUDED_DIVISION) or of_class in EXCLUDED_CLASSES:
        return "excluded"
    return "to_check" if of_class in TO_CHECK_CLASSES else "usual"


def is_worship_or_politics(activity: str) -> bool:
    """Return True for organisations of religion or of politics, in either list."""
    return _class(activity) in WORSHIP_AND_POLITICS


def label(activity: str, nomenclature: str) -> str:
    """Return ``« Activités des organisations religieuses », 94.91Y de la NAF 2025``, or the bare code."""
    found = next((labels.get(activity) for name, labels in LABELS.items() if name == nomenclature), None)
    return f"« {found} », {activity} de la {NOMENCLATURES[nomenclature]}" if found else activity


def is_teaching(activity: str, nomenclature: str) -> bool:
    """Return True for schools and higher education."""
    of_class = _class(activity)
    return of_class is not None and of_class in _classes(nomenclature) and of_class.startswith(TEACHING_GROUPS)


def nomenclature_of(activity: str) -> Nomenclature:
    """Tell from its letter which list a code is from: the register changes to NAF 2025 at the end of 2026."""
    return "NAF2025" if activity[-1:] in LETTERS_OF_2025 else "NAFRev2"


def _class(activity: str) -> str | None:
    found = SHAPE.fullmatch(activity.strip().upper())
    return f"{found[1]}.{found[2]}" if found else None


def _classes(nomenclature: str) -> set[str]:
    return next((classes for name, classes in CLASSES.items() if name == nomenclature), set())
