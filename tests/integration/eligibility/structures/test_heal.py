"""What heals the topic of structures is what would have been told of each."""

from services.eligibility.structures.heal import owned_structures
from shared.outbox.heal import State
from shared.postgres.database import Database
from tests.integration.eligibility.support import assess_all, changed, keep, told_structures


async def test_every_structure_can_be_told_again_as_it_was_told_last(database: Database) -> None:
    await keep(database)
    await assess_all(database, changed(1))
    [told] = await told_structures(database)
    owned = owned_structures()

    async with database.transaction() as tx:
        states = await owned.list_states(tx)
        again = await owned.lock_rows(tx, [state.key for state in states])

    assert states == [State(str(told.structure_id), told.version, removed=False)]
    assert [owned.stream.decode(row.payload or b"") for row in again] == [told]
