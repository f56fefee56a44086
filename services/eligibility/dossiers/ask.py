"""Use case: a chamber, or the national team, asks the organiser for changes; what was decided stays until they come."""

from datetime import UTC, datetime
from uuid import UUID

from services.eligibility.dossiers.access import speaks_as
from services.eligibility.dossiers.admit import admit
from services.eligibility.dossiers.decide import require_decidable
from services.eligibility.dossiers.errors import dossier_unknown
from services.eligibility.dossiers.record import record
from services.eligibility.dossiers.rules.asked import Demand, asked_for
from services.eligibility.dossiers.rules.dossier import Dossier, NewDecision
from services.eligibility.dossiers.store.decisions import lock_dossiers
from shared.identity.caller import Caller
from shared.observability.context import correlation_id
from shared.postgres.database import Tx


async def ask(tx: Tx, *, manifestation_id: UUID, demand: Demand, caller: Caller, based_on: int) -> Dossier:
    """Tell what is asked for, based on version ``based_on`` of the decision; raises as ``decide`` does."""
    dossier = (await lock_dossiers(tx, [manifestation_id])).get(manifestation_id)
    if dossier is None:
        raise dossier_unknown()
    await admit(tx, caller, dossier)
    await require_decidable(tx, dossier, based_on=based_on)
    asked = asked_for(
        dossier,
        demand,
        by=speaks_as(caller, dossier),
        now=datetime.now(UTC),
        correlation_id=correlation_id.get(),
    )
    await record(tx, [NewDecision(dossier=asked, cause=None)])
    return asked
