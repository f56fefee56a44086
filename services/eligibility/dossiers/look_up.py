"""Use case: read a dossier with what stands beside it, all of one moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.eligibility.absences.stand_in import acting
from services.eligibility.dossiers.access import require_reader
from services.eligibility.dossiers.errors import dossier_unknown
from services.eligibility.dossiers.rules.dossier import Dossier
from services.eligibility.dossiers.rules.past import PastDecision
from services.eligibility.dossiers.rules.refused_before import refused_dossier
from services.eligibility.dossiers.store.queue import find_dossier, list_decisions
from shared.identity.caller import Caller
from shared.postgres.database import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A dossier, and what is shown with it."""

    dossier: Dossier
    history: Sequence[PastDecision]
    refused: Dossier | None
    """The one that a chamber refused before, which this one resembles."""


async def look_up(tx: Tx, manifestation_id: UUID, *, caller: Caller) -> Found:
    """Return it to whoever decides on it; raises ``DossierUnknown`` and ``NotAllowed``.

    In one snapshot the decision in force is the last one of the history.
    """
    dossier = await find_dossier(tx, manifestation_id)
    if dossier is None:
        raise dossier_unknown()
    require_reader(await acting(tx, caller, dossier.region_code), dossier)
    refused_id = refused_dossier(dossier.reasons)
    return Found(
        dossier=dossier,
        history=await list_decisions(tx, manifestation_id),
        refused=await find_dossier(tx, refused_id) if refused_id else None,
    )


async def look_up_dossier(tx: Tx, manifestation_id: UUID) -> Dossier | None:
    """Return the dossier of a manifestation to another capability, None where there is none."""
    return await find_dossier(tx, manifestation_id)
