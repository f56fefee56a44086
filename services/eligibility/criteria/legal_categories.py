"""Legal categories (INSEE, niveau III) by what they mean for eligibility; the tables are in ``nomenclatures``.

The groups follow article 1 of the law of 31 July 2014 on the ESS for forms of the ESS, and the State's list of
collectivités for local public bodies. Where a code alone does not tell, the group says so and a chamber decides.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

Group = Literal[
    "association",
    "association_to_check",
    "cooperative",
    "mutuelle",
    "fondation",
    "commercial",
    "collectivite",
    "collectivite_body",
    "local_body",
    "local_body_if_school",
    "enseignement",
    "enseignement_if_school",
    "public_body",
    "undecided",
    "outside",
]

COMMERCIAL_CLASS = "5"
"""Sociétés commerciales: a code of this class that the list does not have yet is one too."""
TABLES = ("ess", "commercial", "public", "other")


class Set(msgspec.Struct, frozen=True):
    """Categories of one group, for one reason."""

    group: Group
    why: str
    """In French: people read it in ``docs/criteres.md``."""
    labels: dict[str, str]


class Table(msgspec.Struct, frozen=True):
    """One file."""

    set: list[Set]


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalCategory:
    """One line of the register's published list."""

    code: str
    label: str
    group: Group
    why: str


def _read() -> Iterator[LegalCategory]:
    for name in TABLES:
        text = (Path(__file__).parent / "nomenclatures" / f"{name}.toml").read_text("utf-8")
        for each in msgspec.convert(tomllib.loads(text), Table).set:
            for code, label in each.labels.items():
                yield LegalCategory(code=code, label=label, group=each.group, why=each.why)


LEGAL_CATEGORIES = tuple(_read())
BY_CODE = {category.code: category for category in LEGAL_CATEGORIES}


def group_of(code: str) -> Group:
    """Return what a legal category means here; a chamber decides where nobody has said."""
    if code in BY_CODE:
        return BY_CODE[code].group
    return "commercial" if code.startswith(COMMERCIAL_CLASS) else "undecided"


def label_of(code: str) -> str:
    """Return ``« Association déclarée » (9220)``, or the bare code where the list does not have it."""
    return f"« {BY_CODE[code].label} » ({code})" if code in BY_CODE else code
