"""Who looks again at what was refused: somebody else of the chamber, and at last the national team; pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal

from services.eligibility.criteria.reasons import unknown
from services.eligibility.criteria.rules import APPEALED
from services.eligibility.dossiers.rules.past import PastRuling
from shared.contracts.eligibility import Reason
from shared.contracts.submission import ManifestationChanged
from shared.geography import region

FINAL = "refused_finally"
"""Code of the reason by which the national team confirms a refusal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Readers:
    """The accounts of those who may hear appeals."""

    chambers: Mapping[str, Collection[str]] = field(default_factory=dict)
    """By region."""
    national: Collection[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """An appeal that nobody has answered."""

    to: Literal["chamber", "national", "other_chamber"]
    """The last one for the national team, where everybody there has refused."""
    region_code: str | None = None
    """Of the other chamber."""
    barred: tuple[str, ...] = ()
    """Accounts that refused: they neither read it nor decide on it."""
    lacks_reader: bool = False
    """Nobody may hear it until somebody joins the national team."""


def open_appeal(
    manifestation: ManifestationChanged,
    ruling: PastRuling | None,
    readers: Readers,
    *,
    region_code: str | None,
    standing: Appeal | None = None,
) -> Appeal | None:
    """Return who is to look again at what would stay refused; None where nobody asks for that any more.

    ``standing`` is who was to do so before, if anybody was.
    """
    if manifestation.appeal is None or (ruling and (ruling.reason.code == FINAL or _answered(manifestation, ruling))):
        return None
    if ruling is None:
        return Appeal(to="chamber")
    # Whose refusal a restore forgot is unknown: then it goes to those who are not of the chamber.
    first_time = ruling.decided_by == "chamber" and ruling.manifestation.appeal is None and ruling.refused_by
    somebody_else = not set(readers.chambers.get(region_code or "", ())) <= set(ruling.refused_by)
    if first_time and somebody_else:
        return Appeal(to="chamber", barred=ruling.refused_by)
    if set(readers.national) <= set(ruling.refused_by):
        return _for_the_national_team(manifestation, ruling, readers, region_code, standing)
    return Appeal(to="national", barred=ruling.refused_by)


def appealed(appeal: Appeal) -> Reason:
    """Say who looks at it again."""
    who, more = "la chambre régionale", ""
    if appeal.to == "national":
        who = "l’équipe nationale"
    elif appeal.to == "other_chamber":
        who = f"une chambre tirée au sort ({_name(appeal.region_code)})"
        more = " Elle décide à la place de l’équipe nationale, où personne d’autre ne peut relire ce qui a été refusé."
    other = " Ce ne sera pas la personne qui a refusé." if appeal.barred else ""
    if appeal.lacks_reader:
        other = " Toutes les personnes qui y sont l’ont refusée : la demande attend qu’une autre les rejoigne."
    message = f"L’organisateur demande un réexamen : {who} relira la manifestation.{more}{other}"
    return unknown("chamber", APPEALED, message, {})


def _for_the_national_team(
    manifestation: ManifestationChanged,
    ruling: PastRuling,
    readers: Readers,
    region_code: str | None,
    standing: Appeal | None,
) -> Appeal:
    """Draw another chamber: nobody chooses who judges them, and a second draw would be a choice."""
    barred = ruling.refused_by
    chambers = sorted(
        code for code, people in readers.chambers.items() if code != region_code and not set(people) <= set(barred)
    )
    if not chambers:
        return Appeal(to="national", barred=barred, lacks_reader=True)
    if standing and standing.to == "other_chamber" and standing.region_code in chambers:
        return Appeal(to="other_chamber", region_code=standing.region_code, barred=barred)
    drawn = sha256(f"{manifestation.manifestation_id} {manifestation.appealed_decision}".encode()).digest()
    code = chambers[int.from_bytes(drawn) % len(chambers)]
    return Appeal(to="other_chamber", region_code=code, barred=barred)


def _answered(manifestation: ManifestationChanged, ruling: PastRuling) -> bool:
    read = ruling.manifestation
    return (read.appeal, read.appealed_decision) == (manifestation.appeal, manifestation.appealed_decision)


def _name(region_code: str | None) -> str:
    found = region(region_code or "")
    return found.name if found else region_code or ""
