"""Use case: whoever decided in vain sees what was decided meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from services.eligibility.desk.rules.said import HeldRuling
from services.eligibility.desk.store.dossier import list_deciders
from services.eligibility.desk.store.people import list_names
from services.eligibility.desk.store.rulings import find_last_ruling
from services.eligibility.dossiers.look_up import look_up
from services.eligibility.dossiers.rules.dossier import Dossier
from shared.identity.caller import Caller
from shared.postgres.database import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Collision:
    """The dossier as it is by now."""

    dossier: Dossier
    held: HeldRuling | None
    """A decision that is about to be told."""
    decider: str | None
    """Account of whoever took the decision in force, if somebody did."""
    names: Mapping[str, str]


async def collide(tx: Tx, manifestation_id: UUID, *, caller: Caller) -> Collision:
    """Return what stands in the way."""
    dossier = (await look_up(tx, manifestation_id, caller=caller)).dossier
    last = await find_last_ruling(tx, manifestation_id)
    held = last if last and last.state == "held" else None
    decider = (await list_deciders(tx, manifestation_id)).get(dossier.version)
    named = sorted({each for each in (decider, held and held.account_id) if each})
    return Collision(dossier=dossier, held=held, decider=decider, names=await list_names(tx, named))
