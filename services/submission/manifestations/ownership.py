"""Whose manifestations they are: what a caller may see and change."""

from uuid import UUID

from services.submission.accounts.teams.membership import team_for
from services.submission.manifestations.errors import ManifestationUnknown
from services.submission.manifestations.rules.access import is_open_to
from services.submission.manifestations.rules.manifestation import Manifestation
from services.submission.manifestations.store.lists import (
    Moved,
    Position,
    list_moved_owned,
    list_moved_regional,
    list_owned,
    list_regional,
)
from services.submission.manifestations.store.manifestations import find_manifestation
from shared.contracts.content import Organiser
from shared.identity.caller import Caller
from shared.postgres.database import Database, Tx


async def reachable(tx: Tx, manifestation_id: UUID, caller: Caller) -> Manifestation:
    """Return a manifestation that the caller may see and change: its team, or the chamber that acts for it.

    Raises ``ManifestationUnknown`` for any other.
    """
    found = await find_manifestation(tx, manifestation_id)
    if found is None or not is_open_to(found, caller):
        raise ManifestationUnknown
    return found


async def team_to_register_for(database: Database, caller: Caller, organiser: Organiser) -> UUID | None:
    """Return the caller's team of the structure that organises; whoever is in no team costs no look at one."""
    if not caller.team_ids:
        return None
    async with database.autocommit(wakes=False) as connection:
        return await team_for(connection, UUID(caller.account_id), organiser)


async def list_visible(
    tx: Tx,
    caller: Caller,
    *,
    mine: bool = False,
    region_code: str | None = None,
    after: Position | None,
    limit: int,
) -> list[Manifestation]:
    """List those of oneself and one's teams; a chamber those of its region, the national team all, unless ``mine``."""
    if mine or caller.role in {"organiser", "service"}:
        return await list_owned(tx, caller.account_id, caller.team_ids, after=after, limit=limit)
    return await list_regional(tx, region_code or caller.region_code, after=after, limit=limit)


async def list_changed(
    tx: Tx, caller: Caller, *, mine: bool = False, region_code: str | None = None, after: Position, limit: int
) -> list[Moved]:
    """List in the same way what has changed, or was decided on, after a moment; what is withdrawn is among it."""
    if mine or caller.role in {"organiser", "service"}:
        return await list_moved_owned(tx, caller.account_id, caller.team_ids, after=after, limit=limit)
    return await list_moved_regional(tx, region_code or caller.region_code, after=after, limit=limit)
