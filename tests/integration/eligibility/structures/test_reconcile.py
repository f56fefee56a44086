"""A restored database and the ends of structures that it had told since."""

from uuid import UUID

from services.eligibility.dossiers.settle import settle
from services.eligibility.structures.reconcile import find_unknown, reconcile_structure
from shared.contracts.eligibility import STRUCTURES, StructureVerified
from shared.kafka.records import Received, read
from shared.postgres.database import Database
from tests.integration.eligibility.support import assess_all, changed, keep, rows, told_structures
from tests.support.builders import raw_record, record_of, structure_verified


def end_of(structure_id: UUID | str, version: int) -> Received[StructureVerified]:
    template = record_of(STRUCTURES, structure_verified())
    headers = {**dict(template.headers), "ce_entityversion": str(version).encode()}
    record = raw_record(STRUCTURES.topic, key=str(structure_id).encode(), value=None, headers=list(headers.items()))
    return read(STRUCTURES, record)


async def told(database: Database) -> list[tuple[int, bool]]:
    """Return version and whether it is an end, of all that was told."""
    query = "SELECT version, payload IS NULL AS ends FROM outbox WHERE topic = $1 ORDER BY id"
    return [(row["version"], row["ends"]) for row in await rows(database, query, STRUCTURES.topic)]


async def test_an_end_that_the_table_forgot_is_followed_by_what_holds_now(database: Database) -> None:
    await keep(database)
    await assess_all(database, changed(1))
    [known] = await told_structures(database)
    forgotten = end_of(known.structure_id, 5)

    async with database.transaction() as tx:
        assert [forgotten] == list(await find_unknown(tx, [forgotten]))
        done = await reconcile_structure(tx, [forgotten])

    assert (6, "raised") == (done.version, done.outcome)
    assert [(1, False), (6, False)] == await told(database)


async def test_a_structure_of_which_only_its_end_is_known_comes_back_under_a_later_version(database: Database) -> None:
    await keep(database)
    await assess_all(database, changed(1))
    [known] = await told_structures(database)
    async with database.transaction() as tx:
        await tx.execute("DELETE FROM structures")
        await reconcile_structure(tx, [end_of(known.structure_id, 5)])
    assert 0 == await settle(database)

    await assess_all(database, changed(2))

    assert [(1, False), (6, True), (7, False)] == await told(database)


async def test_a_key_that_is_no_identifier_is_nobodys_lost_state(database: Database) -> None:
    async with database.transaction() as tx:
        assert [] == list(await find_unknown(tx, [end_of("nobody", 2)]))
