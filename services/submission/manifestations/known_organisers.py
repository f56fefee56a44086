"""Use case: know structures again by what has been registered of them."""

from services.submission.manifestations.rules.known_organiser import KnownOrganiser
from services.submission.manifestations.store.known_organisers import list_known_organisers
from shared.identity.caller import Caller
from shared.postgres.database import Tx

MOST = 5_000


async def known_organisers(tx: Tx, caller: Caller) -> list[KnownOrganiser]:
    """Return structures with a number that organised something the caller may see before it is published."""
    return await list_known_organisers(tx, caller, MOST)
