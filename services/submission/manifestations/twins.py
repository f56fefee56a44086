"""Use case: what is registered already and looks like one that is to be registered."""

from services.submission.manifestations.errors import LooksRegistered, Resembling
from services.submission.manifestations.rules.access import is_open_to
from services.submission.manifestations.rules.manifestation import Manifestation
from services.submission.manifestations.store.twins import list_near
from shared.geography.clocks import place_of
from shared.identity.caller import Caller
from shared.postgres.database import Tx
from shared.twins import Entry, are_twins, features_of, told_apart


async def refuse_twins(tx: Tx, manifestation: Manifestation, caller: Caller) -> None:
    """Raise ``LooksRegistered`` where one looks like it, unless it was said why it is another."""
    if manifestation.another_because is None and (found := await find_twins(tx, manifestation, caller)):
        raise LooksRegistered(found)


async def find_twins(tx: Tx, manifestation: Manifestation, caller: Caller) -> list[Resembling]:
    """Return those that a reader would take for the same and nobody tells apart, the first one registered first."""
    own = features_of(manifestation.organiser, manifestation.content)
    return [
        _resembling(near, caller)
        for near in await list_near(tx, manifestation)
        if not told_apart(_entry(near), _entry(manifestation))
        and are_twins(own, features_of(near.organiser, near.content))
    ]


def _entry(manifestation: Manifestation) -> Entry:
    return Entry(
        manifestation_id=manifestation.id,
        owner=manifestation.owner_id,
        reference=manifestation.external_id,
        parent_id=manifestation.content.parent_id,
    )


def _resembling(near: Manifestation, caller: Caller) -> Resembling:
    content = near.content
    place = place_of(content, content.occurrences[0])
    online = near.last_decision is not None and near.last_decision.published is not None
    own = is_open_to(near, caller)
    return Resembling(
        manifestation_id=near.id if own or online else None,
        title=content.title if own or online else None,
        organiser=near.organiser.name if own or online else None,
        commune=place.commune_name if place else None,
        starts_at=content.starts_at,
        own=own,
        online=online,
    )
