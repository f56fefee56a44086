"""Use case: read a dossier with what stands beside it, all of one moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.eligibility.absences.stand_in import acting, regions_stood_in
from services.eligibility.dossiers.admit import admit
from services.eligibility.dossiers.errors import dossier_unknown
from services.eligibility.dossiers.rules.dossier import Dossier
from services.eligibility.dossiers.rules.past import PastDecision
from services.eligibility.dossiers.rules.refused_before import refused_dossier
from services.eligibility.dossiers.store.queue import find_dossier, list_decisions, list_dossiers
from shared.contracts.eligibility import Verdict
from shared.identity.caller import Caller, require_region
from shared.postgres.database import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A dossier, and what is shown with it."""

    dossier: Dossier
    history: Sequence[PastDecision]
    refused: Dossier | None
    """The one that a chamber refused before, which this one resembles."""
    reader: Caller
    """As whom it is read."""


async def look_up(tx: Tx, manifestation_id: UUID, *, caller: Caller) -> Found:
    """Return it to whoever decides on it; raises ``DossierUnknown`` and ``NotAllowed``.

    In one snapshot the decision in force is the last one of the history.
    """
    dossier = await find_dossier(tx, manifestation_id)
    if dossier is None:
        raise dossier_unknown()
    reader = await admit(tx, caller, dossier)
    refused_id = refused_dossier(dossier.reasons)
    return Found(
        dossier=dossier,
        history=await list_decisions(tx, manifestation_id),
        refused=await find_dossier(tx, refused_id) if refused_id else None,
        reader=reader,
    )


async def look_through(
    tx: Tx,
    *,
    caller: Caller,
    region_code: str | None,
    verdict: Verdict | None,
    appealed: bool | None,
    after: tuple[datetime, UUID] | None,
    limit: int,
) -> list[Dossier]:
    """List those of a region, else of all that somebody decides for today, the oldest first; raises ``NotAllowed``."""
    if region_code is not None:
        require_region(await acting(tx, caller, region_code), region_code)
        regions = [region_code]
    elif caller.region_code is not None:
        regions = [caller.region_code, *await regions_stood_in(tx, caller)]
    else:
        regions = None
    return await list_dossiers(
        tx, caller=caller, regions=regions, verdict=verdict, appealed=appealed, after=after, limit=limit
    )


async def look_up_dossier(tx: Tx, manifestation_id: UUID) -> Dossier | None:
    """Return the dossier of a manifestation to another capability, None where there is none."""
    return await find_dossier(tx, manifestation_id)
