"""Use cases: what a manifestation is part of, and what is part of it."""

from uuid import UUID

from services.submission.manifestations.errors import PartOfItself
from services.submission.manifestations.rules.manifestation import Manifestation
from services.submission.manifestations.rules.whole import may_name, refuse_whole
from services.submission.manifestations.store.manifestations import find_manifestation
from services.submission.manifestations.store.parts import (
    has_parts,
    list_coded,
    list_parts,
    list_wholes,
    lock_part_and_whole,
)
from shared.identity.caller import Caller
from shared.postgres.database import Tx


async def require_whole(
    tx: Tx, parent_id: UUID | None, manifestation_id: UUID, *, edition: int, caller: Caller
) -> None:
    """Raise ``FieldsRefused`` where a manifestation cannot be part of that one; None is part of nothing."""
    if parent_id is None:
        return
    if parent_id == manifestation_id:
        raise PartOfItself(manifestation_id)
    whole, leads = await find_manifestation(tx, parent_id), await has_parts(tx, manifestation_id)
    refuse_whole(whole, parent_id, edition=edition, caller=caller, leads=leads)


async def join_whole(tx: Tx, parent_id: UUID | None, manifestation_id: UUID, *, edition: int, caller: Caller) -> None:
    """Do the same for what is registered already, and keep it true until ``tx`` ends.

    Others may make a whole of the one, or a part of the other, at the same moment.
    """
    if parent_id is not None:
        await lock_part_and_whole(tx, manifestation_id, parent_id)
    await require_whole(tx, parent_id, manifestation_id, edition=edition, caller=caller)


async def named_by_code(tx: Tx, code: str, *, edition: int, caller: Caller) -> list[Manifestation]:
    """Return what a short address may mean for somebody: one as a rule."""
    return [each for each in await list_coded(tx, code, edition) if may_name(each, caller)]


async def own_wholes(tx: Tx, caller: Caller, *, edition: int, but: UUID | None) -> list[Manifestation]:
    """Return those of one's own that another, ``but`` itself, can be part of."""
    return await list_wholes(tx, caller.account_id, caller.team_ids, edition, but=but)


async def whole_with(tx: Tx, parent_id: UUID, caller: Caller) -> Manifestation | None:
    """Return what something is part of, where the caller may know what that is called."""
    found = await find_manifestation(tx, parent_id)
    return found if found and found.state != "withdrawn" and may_name(found, caller) else None


async def parts_with(tx: Tx, manifestation_id: UUID) -> list[Manifestation]:
    """Return what is part of a manifestation, whoever registered it: who joins a programme is known to it."""
    return await list_parts(tx, manifestation_id)
