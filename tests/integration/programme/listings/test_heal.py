"""What heals the topic of listings is what would have been told of each."""

from services.programme.listings.heal import owned_listings
from shared.contracts.programme import LISTINGS, ListingPublished
from shared.outbox.heal import State
from shared.postgres.database import Database
from tests.integration.programme.support import decided, enlist_all, page_of, rows
from tests.support.builders import some_id

SHOWN, REMOVED, NEVER_SHOWN = (some_id(number) for number in (1, 2, 3))


async def test_every_manifestation_that_was_ever_shown_can_be_told_again_as_it_was_told_last(
    database: Database,
) -> None:
    await enlist_all(database, decided(SHOWN, 4), decided(REMOVED, 1), decided(NEVER_SHOWN, 1, online=False))
    await enlist_all(database, decided(REMOVED, 2, online=False))
    told = await rows(database, "SELECT DISTINCT ON (key) key, version, payload FROM outbox ORDER BY key, id DESC")
    owned = owned_listings(page_of)

    async with database.transaction() as tx:
        states = await owned.list_states(tx)
        again = await owned.lock_rows(tx, [str(SHOWN), str(REMOVED)])

    assert sorted(states) == [State(str(SHOWN), 4, removed=False), State(str(REMOVED), 2, removed=True)]
    assert [(row.key, row.version, said(row.payload)) for row in again] == [
        (row["key"], row["version"], said(row["payload"])) for row in told
    ]


def said(payload: bytes | None) -> ListingPublished | None:
    return None if payload is None else LISTINGS.decode(payload)
