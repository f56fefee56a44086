"""The team of a structure: those who look after its manifestations together. Pure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from shared.contracts.content import Organiser

Kind = Literal["siren", "rna", "uai", "rnf"]
Number = tuple[Kind, str]
KIND_NAMES: dict[Kind, str] = {"siren": "SIREN", "rna": "RNA", "uai": "UAI", "rnf": "RNF"}
SIREN_DIGITS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """The team of a structure; whether it is the structure's own is proven, or only claimed."""

    team_id: UUID
    name: str
    """Of the structure."""
    identifier_kind: Kind | None
    identifier: str | None
    proven_at: datetime | None

    @property
    def number(self) -> str:
        """The structure's number with the name of its register."""
        return f"{KIND_NAMES[self.identifier_kind]} {self.identifier}" if self.identifier_kind else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody in a team, as its other members see them."""

    account_id: UUID
    shown: str
    joined_at: datetime


def numbers_of(organiser: Organiser) -> list[Number]:
    """Return the numbers that a structure goes by, the one that says most first; that of its seat stands for it."""
    siren = organiser.siren or (organiser.siret[:SIREN_DIGITS] if organiser.siret else None)
    numbers: list[tuple[Kind, str | None]] = [
        *(("siren", siren), ("rna", organiser.rna)),
        *(("uai", organiser.uai), ("rnf", organiser.rnf)),
    ]
    return [(kind, number) for kind, number in numbers if number]
