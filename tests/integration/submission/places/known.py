"""Makes places known: by decisions, as in life."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from services.submission.consumer import on_eligibility_decided
from services.submission.places.look_up import list_register
from services.submission.places.rules.place import KnownPlace
from shared.contracts.content import Place
from shared.contracts.eligibility import DECISIONS
from shared.identity.caller import Caller
from shared.kafka.records import read
from shared.postgres.database import Database
from tests.support.builders import RENNES, content, eligibility_decided, publication, record_of

MODERATOR = Caller(account_id=str(uuid4()), role="moderator", region_code="53", name="CRESS Bretagne")
HANGAR = RENNES
SAME = replace(RENNES, name="Hangar des possibles", address="3 r. du Canal")
QUAI = replace(
    RENNES, name="Le Quai", address="1 quai de la Douane", postcode="29200", commune_code="29019", commune_name="Brest"
)


async def published(
    database: Database, *places: Place, manifestation_id: UUID | None = None, version: int = 1, online: bool = True
) -> UUID:
    """Have one manifestation for each place, or the one that is named, be published, or taken offline."""
    known = manifestation_id or uuid4()
    events = [
        eligibility_decided(
            manifestation_id=known if position == 0 else uuid4(),
            version=version,
            published=publication(content=content(place=place)) if online else None,
        )
        for position, place in enumerate(places)
    ]
    async with database.transaction() as tx:
        await on_eligibility_decided(tx, [read(DECISIONS, record_of(DECISIONS, event)) for event in events])
    return known


async def register(database: Database, words: str = "", **asked: Any) -> list[KnownPlace]:
    async with database.transaction(readonly=True) as tx:
        return await list_register(tx, words, asked.pop("region", None), limit=100, **asked)


async def named(database: Database) -> list[tuple[str, int]]:
    return [(place.name, place.uses) for place in await register(database)]
