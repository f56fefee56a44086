"""Whose manifestations they are: what a caller may see, and what it may change."""

from uuid import UUID

from services.submission.manifestations.errors import AlreadyRegistered, ManifestationUnknown
from services.submission.manifestations.rules.manifestation import Manifestation, may_read
from services.submission.manifestations.rules.titles import same_title
from services.submission.manifestations.store.lists import Position, list_owned, list_regional, titles_at
from services.submission.manifestations.store.manifestations import find_manifestation
from shared.errors import NotAllowed
from shared.geography.clocks import place_of
from shared.identity.caller import Caller
from shared.postgres.database import Tx


async def readable(tx: Tx, manifestation_id: UUID, caller: Caller) -> Manifestation:
    """Return a manifestation that the caller may see; raises ``ManifestationUnknown`` for any other."""
    found = await find_manifestation(tx, manifestation_id)
    if found is None or not may_read(
        found, account_id=caller.account_id, role=caller.role, region_code=caller.region_code
    ):
        raise ManifestationUnknown
    return found


async def owned(tx: Tx, manifestation_id: UUID, caller: Caller) -> Manifestation:
    """Return a manifestation that the caller registered; raises ``NotAllowed`` for one that it may only see."""
    found = await readable(tx, manifestation_id, caller)
    if found.owner_id != caller.account_id:
        raise NotAllowed(
            "Seul le compte qui a inscrit cette manifestation peut la modifier ou la retirer : adressez-vous à son "
            "organisateur."
        )
    return found


async def refuse_twin(tx: Tx, manifestation: Manifestation) -> None:
    """Raise ``AlreadyRegistered`` where its owner has one with the same title and beginning, there or online too."""
    content = manifestation.content
    place = place_of(content, content.occurrences[0])
    found = await titles_at(
        tx,
        manifestation.owner_id,
        starts_at=content.starts_at,
        commune_code=place.commune_code if place else None,
        edition=manifestation.edition,
    )
    for known, title in found:
        if same_title(title, content.title):
            raise AlreadyRegistered(known)


async def list_visible(
    tx: Tx,
    caller: Caller,
    *,
    mine: bool = False,
    region_code: str | None = None,
    after: Position | None,
    limit: int,
) -> list[Manifestation]:
    """List one's own; a chamber those of its region and the national team all, unless ``mine`` says otherwise."""
    if mine or caller.role in {"organiser", "service"}:
        return await list_owned(tx, caller.account_id, after=after, limit=limit)
    return await list_regional(tx, region_code or caller.region_code, after=after, limit=limit)
