import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from hashlib import sha256
from typing import Any
from uuid import UUID

import asyncpg
import msgspec
import pytest
from aiokafka import TopicPartition

from services.programme.printing.cut import GROUP
from services.programme.printing.errors import CutOvertaken
from services.programme.printing.lay_out import lay_out
from services.programme.printing.snapshot import Snapshot, SnapshotContact
from services.programme.printing.store.snapshots import SnapshotRow, get_content, get_snapshot
from shared.contracts.content import Content, PublicContact
from shared.contracts.programme import PRINT_SNAPSHOTS
from shared.kafka.marks import Marks
from shared.kafka.store import save_marks
from shared.postgres.database import Database, Tx
from shared.postgres.rows import columns, sql_types
from tests.integration.programme.support import cut_directly, decided, decided_in, enlist_all, rows
from tests.support.builders import RENNES, content, publication, some_id
from tests.support.eventually import eventually
from tests.support.postgres import as_owner

Cut = Callable[[], Awaitable[Snapshot]]


async def cut_in(tx: Tx) -> Snapshot:
    return await cut_directly(
        tx, region_code="53", edition=2026, address_of=lambda one: f"https://programme.example/{one}"
    )


async def cut_bretagne(database: Database) -> tuple[Snapshot, bytes]:
    async with database.transaction(isolation="repeatable_read") as tx:
        snapshot = await cut_in(tx)
    return await kept(database, snapshot)


async def kept(database: Database, snapshot: Snapshot) -> tuple[Snapshot, bytes]:
    async with database.transaction(readonly=True) as tx:
        return await get_snapshot(tx, snapshot.snapshot_id), await get_content(tx, snapshot.snapshot_id)


def ids(programme: bytes) -> list[UUID]:
    return [UUID(entry["manifestation_id"]) for entry in msgspec.json.decode(programme)]


async def test_a_cut_holds_what_is_online_and_on_paper_in_the_region_and_edition(database: Database) -> None:
    await enlist_all(
        database,
        decided_in(1),
        decided(some_id(2), 1, online=False),
        decided(some_id(3), 1, paper=False),
        decided_in(4, region_code="52"),
        decided(some_id(5), 1, edition=2025),
    )

    snapshot, programme = await cut_bretagne(database)

    assert ids(programme) == [some_id(1)]
    assert (snapshot.entries, snapshot.number, snapshot.sha256) == (1, 1, sha256(programme).hexdigest())


async def test_a_cut_keeps_everything_the_public_could_read_but_the_contact(database: Database) -> None:
    shown = content(title="Été à l’Œuvre", place=replace(RENNES, commune_name="Saint-Brieuc"))
    await enlist_all(database, decided(some_id(1), 7, judged_version=3, content=shown))

    _, programme = await cut_bretagne(database)

    [entry] = msgspec.json.decode(programme)
    kept = msgspec.convert(entry["content"], Content)
    assert replace(kept, public_contact=shown.public_contact) == shown
    assert (entry["version"], entry["judged_version"], entry["organiser_name"]) == (7, 3, "La Ressourcerie du canal")


async def test_a_cut_holds_what_readers_see_and_not_what_is_under_review(database: Database) -> None:
    approved = publication(content=content(title="La version approuvée"), judged_version=1)
    await enlist_all(
        database, decided(some_id(1), 2, judged_version=2, content=content(title="À l’examen"), published=approved)
    )

    _, programme = await cut_bretagne(database)

    [entry] = msgspec.json.decode(programme)
    assert (entry["content"]["title"], entry["version"], entry["judged_version"]) == ("La version approuvée", 2, 1)


CONTACT = PublicContact(name="Camille Exemple", email="camille@filvert.example", print_consent=True)


async def laid_out(database: Database, snapshot: Snapshot) -> list[PublicContact]:
    async with database.transaction(readonly=True) as tx:
        return [each.content.public_contact for each in await lay_out(tx, snapshot)]


async def test_a_contact_is_kept_by_consent_and_beside_the_snapshot_only(database: Database) -> None:
    silent = replace(CONTACT, email="muette@filvert.example", print_consent=False)
    await enlist_all(database, decided_in(1, public_contact=CONTACT), decided_in(2, public_contact=silent))

    snapshot, programme = await cut_bretagne(database)

    assert b"filvert" not in programme
    [row] = await rows(database, "SELECT manifestation_id, contact FROM print_snapshot_contacts")
    assert row["manifestation_id"] == some_id(1)
    assert await laid_out(database, snapshot) == [CONTACT, PublicContact()]


async def test_a_contact_can_be_erased_while_the_snapshot_stays_what_it_is(database: Database) -> None:
    await enlist_all(database, decided_in(1, public_contact=CONTACT))
    snapshot, programme = await cut_bretagne(database)

    await execute(database, "DELETE FROM print_snapshot_contacts")

    assert await kept(database, snapshot) == (snapshot, programme)
    assert await laid_out(database, snapshot) == [PublicContact()]


async def test_what_an_organiser_takes_back_leaves_the_cuts_and_nothing_else_does(database: Database) -> None:
    await enlist_all(database, *(decided_in(number, public_contact=CONTACT) for number in (1, 2, 3)))
    snapshot, programme = await cut_bretagne(database)

    withdrawn = replace(decided_in(1), version=2, published=None)
    silent = replace(decided_in(2, public_contact=replace(CONTACT, print_consent=False)), version=2)
    retitled = replace(decided_in(3, public_contact=CONTACT, title="Un autre titre"), version=2)
    await enlist_all(database, withdrawn, silent, retitled)

    left = await rows(database, "SELECT manifestation_id FROM print_snapshot_contacts")
    assert [some_id(3)] == [row["manifestation_id"] for row in left]
    assert await kept(database, snapshot) == (snapshot, programme)


async def test_a_contact_is_never_changed(database: Database) -> None:
    await enlist_all(database, decided_in(1, public_contact=CONTACT))
    await cut_bretagne(database)

    with pytest.raises(asyncpg.RestrictViolationError, match="never changes"):
        await execute(database, "UPDATE print_snapshot_contacts SET contact = '{}'")


async def test_every_snapshot_has_a_salt_of_its_own(database: Database) -> None:
    await enlist_all(database, decided_in(1, public_contact=CONTACT))

    (first, before), (second, after) = [await cut_bretagne(database) for _ in range(2)]

    assert first.salt != second.salt
    assert before != after


async def test_a_cut_is_told_with_its_offsets_in_the_same_transaction(database: Database) -> None:
    async with database.transaction() as tx:
        await save_marks(
            tx, Marks(group=GROUP, next_offsets={TopicPartition("decisions", 1): 12, TopicPartition("decisions", 0): 7})
        )
        await save_marks(tx, Marks(group="another.group", next_offsets={TopicPartition("decisions", 0): 99}))
    snapshot, _ = await cut_bretagne(database)

    [record] = await rows(database, "SELECT topic, key, version, payload FROM outbox")
    event = PRINT_SNAPSHOTS.decode(record["payload"])
    assert (record["topic"], record["key"], record["version"]) == (PRINT_SNAPSHOTS.topic, "53-2026", 1)
    assert [(each.partition, each.next_offset) for each in event.offsets] == [(0, 7), (1, 12)]
    assert event.sha256 == snapshot.sha256
    assert event.snapshot_id == snapshot.snapshot_id
    assert (event.trigger, event.canonical_form, event.set_aside) == ("by_hand", 1, 0)


async def test_a_cut_tells_how_many_records_could_not_be_read(database: Database) -> None:
    await execute(
        database,
        """
        INSERT INTO dead_letters (consumer_group, topic, partition, record_offset, error_class)
        SELECT $1, 'decisions', 0, number, 'json' FROM generate_series(1, 3) AS number
        """,
        GROUP,
    )

    snapshot, _ = await cut_bretagne(database)

    [record] = await rows(database, "SELECT payload FROM outbox")
    assert PRINT_SNAPSHOTS.decode(record["payload"]).set_aside == len(snapshot.set_aside) == 3


async def test_the_clock_cuts_as_people_do_and_says_so(database: Database) -> None:
    async with database.transaction(isolation="repeatable_read") as tx:
        snapshot = await cut_directly(tx, region_code="53", edition=2026, address_of=str, trigger="cut_off")

    [record] = await rows(database, "SELECT payload FROM outbox")
    assert (await kept(database, snapshot))[0].trigger == "cut_off"
    assert PRINT_SNAPSHOTS.decode(record["payload"]).trigger == "cut_off"


async def test_cuts_of_a_region_and_edition_are_numbered(database: Database) -> None:
    numbers = [(await cut_bretagne(database))[0].number for _ in range(3)]

    assert numbers == [1, 2, 3]


async def test_what_is_decided_while_a_cut_is_taken_is_wholly_out_of_it(database: Database) -> None:
    await enlist_all(database, decided_in(1))
    async with database.transaction(isolation="repeatable_read") as tx:
        await tx.fetchval("SELECT count(*) FROM idempotency_keys")
        async with database.transaction() as other:
            await save_marks(other, Marks(group=GROUP, next_offsets={TopicPartition("decisions", 0): 5}))
        await enlist_all(database, decided_in(2))
        snapshot = await cut_in(tx)

    assert (snapshot.entries, snapshot.offsets) == (1, ())


async def test_a_cut_without_a_single_instant_is_not_taken(database: Database) -> None:
    with pytest.raises(RuntimeError, match="REPEATABLE READ"):
        async with database.transaction() as tx:
            await cut_in(tx)


async def test_cuts_at_once_never_share_a_number(database: Database) -> None:
    async def cut_or_say_why() -> int | str:
        try:
            return (await cut_bretagne(database))[0].number
        except CutOvertaken:
            return "overtaken"

    async def all_wait() -> bool:
        waiting = "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        return len(await rows(database, waiting)) == 4

    async with database.transaction(isolation="repeatable_read") as tx:
        first = await cut_in(tx)
        others = [asyncio.create_task(cut_or_say_why()) for _ in range(4)]
        await eventually(all_wait)

    assert [await other for other in others] == ["overtaken"] * 4
    assert (first.number, (await cut_bretagne(database))[0].number) == (1, 2)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE print_snapshots SET cut_at = now()",
        "UPDATE print_snapshots SET content = '[]', sha256 = encode(sha256('[]'), 'hex')",
        "DELETE FROM print_snapshots",
        "TRUNCATE print_snapshots CASCADE",
    ],
)
async def test_the_database_refuses_to_change_a_snapshot_to_its_owner_too(
    database: Database, database_url: str, statement: str
) -> None:
    snapshot, programme = await cut_bretagne(database)

    with pytest.raises(asyncpg.RestrictViolationError, match="never changes"):
        await as_owner(database_url, statement)
    assert await kept(database, snapshot) == (snapshot, programme)


async def test_the_database_refuses_a_snapshot_whose_hash_is_not_of_its_content(database: Database) -> None:
    await cut_bretagne(database)
    names = columns(SnapshotRow, but=("snapshot_id", "number", "content"))
    copied = f"""
        INSERT INTO print_snapshots (snapshot_id, number, content, {names})
        SELECT gen_random_uuid(), number + 1, '[1]', {names}
        FROM print_snapshots
    """

    with pytest.raises(asyncpg.CheckViolationError, match="hash_is_of_the_content"):
        await execute(database, copied)


@pytest.mark.parametrize(
    ("row", "table"), [(SnapshotRow, "print_snapshots"), (SnapshotContact, "print_snapshot_contacts")]
)
async def test_the_row_types_are_the_columns_of_their_tables(database: Database, row: type, table: str) -> None:
    found = await rows(database, "SELECT column_name FROM information_schema.columns WHERE table_name = $1", table)

    assert {each["column_name"] for each in found} == set(sql_types(row))


async def execute(database: Database, statement: str, *arguments: Any) -> Any:
    async with database.transaction() as tx:
        return await tx.execute(statement, *arguments)
