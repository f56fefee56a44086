"""Whose manifestations they are: what a caller may see, and what it may change."""

from uuid import UUID

from services.submission.manifestations.errors import AlreadyRegistered, ManifestationUnknown
from services.submission.manifestations.list_store import Position, list_owned, list_regional, titles_at
from services.submission.manifestations.rules import may_read, same_title
from services.submission.manifestations.store import Manifestation, find_manifestation
from shared.contracts.content import Content
from shared.errors import NotAllowed
from shared.http.access import Caller
from shared.postgres.database import Tx


async def readable(tx: Tx, manifestation_id: UUID, caller: Caller) -> Manifestation:
    """Return a manifestation that the caller may see; raises ``ManifestationUnknown`` for any other."""
    found = await find_manifestation(tx, manifestation_id)
    if found is None or not may_read(
        role=caller.role,
        key_id=caller.key_id,
        key_region=caller.region_code,
        owner_key_id=found.owner_key_id,
        region_code=found.region_code,
    ):
        raise ManifestationUnknown
    return found


async def owned(tx: Tx, manifestation_id: UUID, caller: Caller) -> Manifestation:
    """Return a manifestation that the caller registered; raises ``NotAllowed`` for one that it may only see."""
    found = await readable(tx, manifestation_id, caller)
    if found.owner_key_id != caller.key_id:
        raise NotAllowed(
            "Seule la clé qui a inscrit cette manifestation peut la modifier ou la retirer : adressez-vous à son "
            "organisateur."
        )
    return found


async def refuse_twin(tx: Tx, content: Content, *, owner_key_id: str, edition: int) -> None:
    """Raise ``AlreadyRegistered`` where this key has one with the same title, beginning and commune."""
    place = content.place.commune_code
    found = await titles_at(tx, owner_key_id, starts_at=content.starts_at, commune_code=place, edition=edition)
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
        return await list_owned(tx, caller.key_id, after=after, limit=limit)
    return await list_regional(tx, region_code or caller.region_code, after=after, limit=limit)
