"""Who looks again at what was refused: somebody else of the chamber, and at last the national team; pure."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from services.eligibility.criteria.reasons import unknown
from services.eligibility.criteria.rules import APPEALED
from services.eligibility.dossiers.rules.past import PastRuling
from shared.contracts.eligibility import Reason
from shared.contracts.submission import ManifestationChanged

FINAL = "refused_finally"
"""Code of the reason by which the national team confirms a refusal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """An appeal that nobody has answered."""

    to: Literal["chamber", "national"]
    barred: tuple[str, ...] = ()
    """Accounts that refused: they neither read it nor decide on it."""


def open_appeal(
    manifestation: ManifestationChanged, ruling: PastRuling | None, moderators: Collection[str]
) -> Appeal | None:
    """Return who is to look again at what would stay refused; None where nobody asks for that any more.

    ``moderators`` are the accounts of the region's chamber.
    """
    if manifestation.appeal is None or (ruling and (ruling.reason.code == FINAL or _answered(manifestation, ruling))):
        return None
    if ruling is None:
        return Appeal(to="chamber")
    # Whose refusal a restore forgot is unknown: then it goes to those who are not of the chamber.
    first_time = ruling.decided_by == "chamber" and ruling.manifestation.appeal is None and ruling.refused_by
    somebody_else = not set(moderators) <= set(ruling.refused_by)
    return Appeal(to="chamber" if first_time and somebody_else else "national", barred=ruling.refused_by)


def appealed(appeal: Appeal) -> Reason:
    """Say who looks at it again."""
    who = "l’équipe nationale" if appeal.to == "national" else "la chambre régionale"
    other = " Ce ne sera pas la personne qui a refusé." if appeal.barred else ""
    message = f"L’organisateur demande un réexamen : {who} relira la manifestation.{other}"
    return unknown("chamber", APPEALED, message, {})


def _answered(manifestation: ManifestationChanged, ruling: PastRuling) -> bool:
    read = ruling.manifestation
    return (read.appeal, read.appealed_decision) == (manifestation.appeal, manifestation.appealed_decision)
