"""Use cases: a chamber takes an entry offline at once, and puts it back: told in the moment, and no word on it."""

from datetime import UTC, datetime
from uuid import UUID

from services.eligibility.audit.record import log_action
from services.eligibility.audit.rules import Act, Action
from services.eligibility.dossiers.access import speaks_as
from services.eligibility.dossiers.admit import admit
from services.eligibility.dossiers.decide import require_decidable
from services.eligibility.dossiers.errors import NotOffline, NotOnline, dossier_unknown
from services.eligibility.dossiers.record import record
from services.eligibility.dossiers.rules.dossier import Dossier, NewDecision
from services.eligibility.dossiers.rules.withheld import release, withhold
from services.eligibility.dossiers.store.decisions import lock_dossiers
from shared.identity.caller import Caller
from shared.observability.context import correlation_id
from shared.postgres.database import Tx


async def take_offline(tx: Tx, manifestation_id: UUID, *, caller: Caller, based_on: int) -> Dossier:
    """Take it offline; raises as deciding does, and ``NotOnline``."""
    dossier = await _locked(tx, manifestation_id, caller=caller, based_on=based_on)
    if dossier.published is None:
        raise NotOnline("Rien de cette manifestation n’est en ligne : il n’y a rien à retirer.")
    after = withhold(
        dossier, decided_by=speaks_as(caller, dossier), now=datetime.now(UTC), correlation_id=correlation_id.get()
    )
    return await _record(tx, after, "taken_offline", caller)


async def put_online(tx: Tx, manifestation_id: UUID, *, caller: Caller, based_on: int) -> Dossier:
    """Put it back; raises as deciding does, and ``NotOffline``."""
    dossier = await _locked(tx, manifestation_id, caller=caller, based_on=based_on)
    if dossier.withheld is None:
        raise NotOffline("Aucune chambre n’a retiré cette manifestation du programme : rien n’est à remettre.")
    after = release(
        dossier, decided_by=speaks_as(caller, dossier), now=datetime.now(UTC), correlation_id=correlation_id.get()
    )
    return await _record(tx, after, "put_online", caller)


async def _locked(tx: Tx, manifestation_id: UUID, *, caller: Caller, based_on: int) -> Dossier:
    dossier = (await lock_dossiers(tx, [manifestation_id])).get(manifestation_id)
    if dossier is None:
        raise dossier_unknown()
    await admit(tx, caller, dossier)
    await require_decidable(tx, dossier, based_on=based_on)
    return dossier


async def _record(tx: Tx, after: Dossier, act: Act, caller: Caller) -> Dossier:
    await record(tx, [NewDecision(dossier=after, cause=None, account_id=caller.account_id)])
    action = Action(
        at=after.decided_at,
        act=act,
        account_id=caller.account_id,
        region_code=after.region_code,
        manifestation_id=after.manifestation_id,
        version=after.version,
        for_account=after.manifestation.owner,
    )
    await log_action(tx, action)
    return after
