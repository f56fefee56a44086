from uuid import UUID

import asyncpg
import pytest
from aiokafka import TopicPartition
from aiokafka.admin.records_to_delete import RecordsToDelete

from shared.rebuild.projection import RebuildRefused
from shared.rebuild.store import REBUILD_LOCK
from tests.integration.ops.rebuilding import Rebuilding, heard_all, versions
from tests.integration.programme.support import decided
from tests.support.builders import content

ONE, TWO = UUID(int=1), UUID(int=2)


async def test_an_unreadable_record_stops_nothing_though_nobody_remembers_it(programme: Rebuilding) -> None:
    await programme.tell(decided(ONE, 1))
    await programme.producer.send_and_wait(programme.stream.topic, b"{", key=b"x", headers=[])
    await heard_all(programme, 2)
    await programme.change("DELETE FROM dead_letters")

    found = await programme.rebuild(swap=True)

    assert (2, 1, 0) == (found.records, found.difference.same, found.refused)


async def test_a_record_that_todays_code_cannot_store_stops_the_swap(programme: Rebuilding) -> None:
    await programme.tell(decided(ONE, 1), decided(TWO, 1))
    await heard_all(programme, 2)
    await programme.change("ALTER TABLE listings ADD CONSTRAINT newer CHECK (version > 1) NOT VALID")

    found = await programme.rebuild()
    with pytest.raises(RebuildRefused, match="2 enregistrement"):
        await programme.rebuild(swap=True)

    assert 2 == found.refused
    assert {ONE: 1, TWO: 1} == versions(await programme.table())


async def test_a_state_that_cannot_be_stored_stops_nothing_where_a_later_one_of_its_key_can(
    programme: Rebuilding,
) -> None:
    # The consumer passes over what a later record of the same batch replaces, and sets aside what comes alone.
    unfit = content(time_zone="Europe/Nowhere")
    await programme.tell(decided(ONE, 1, content=unfit), decided(ONE, 2), decided(TWO, 1))
    await heard_all(programme, 3)
    await programme.change("DELETE FROM dead_letters")
    await programme.change("UPDATE listings SET search_text = 'faux'")

    found = await programme.rebuild(swap=True)

    assert (3, 0, 1, 2) == (found.records, found.refused, found.passed_over, found.difference.different)
    assert {ONE: 2, TWO: 1} == versions(await programme.table())
    assert [0] == [
        row["count"] for row in await programme.rows("SELECT count(*) FROM listings WHERE search_text = 'faux'")
    ]


async def test_it_stops_nothing_though_the_later_state_was_written_before_it(programme: Rebuilding) -> None:
    await programme.tell(decided(ONE, 2), decided(ONE, 1, content=content(time_zone="Europe/Nowhere")))
    await heard_all(programme, 2)
    await programme.change("DELETE FROM dead_letters")

    found = await programme.rebuild(swap=True)

    assert (0, 1, 1) == (found.refused, found.passed_over, found.difference.same)


async def test_the_latest_state_of_a_key_that_cannot_be_stored_stops_the_swap_by_name(programme: Rebuilding) -> None:
    await programme.tell(decided(ONE, 1), decided(ONE, 2), decided(ONE, 3), decided(TWO, 5))
    await heard_all(programme, 4)
    await programme.change("ALTER TABLE listings ADD CONSTRAINT newer CHECK (version NOT IN (2, 3)) NOT VALID")

    found = await programme.rebuild()
    with pytest.raises(RebuildRefused, match=f"le dernier état.*{ONE}, version 3"):
        await programme.rebuild(swap=True)

    assert (1, 1) == (found.refused, found.passed_over)
    assert {ONE: 3, TWO: 5} == versions(await programme.table())


async def test_a_topic_that_was_emptied_does_not_empty_the_table(programme: Rebuilding) -> None:
    await programme.tell(decided(ONE, 1))
    await heard_all(programme, 1)
    await programme.change("UPDATE applied_offsets SET next_offset = 1000")

    with pytest.raises(RebuildRefused, match="vidé ou recréé"):
        await programme.rebuild(swap=True, explained_only=True)

    assert {ONE: 1} == versions(await programme.table())


async def test_where_the_topic_has_forgotten_nothing_is_removed(programme: Rebuilding) -> None:
    await programme.tell(decided(ONE, 1))
    await heard_all(programme, 1)
    ends = await programme.rows("SELECT partition, next_offset FROM applied_offsets")
    await programme.admin.delete_records(
        {TopicPartition(programme.stream.topic, row["partition"]): RecordsToDelete(row["next_offset"]) for row in ends}
    )

    with pytest.raises(RebuildRefused, match="Historique incomplet"):
        await programme.rebuild(swap=True, explained_only=True)
    found = await programme.rebuild(swap=True)

    assert 1 == found.difference.only_in_table
    assert "ne remonte plus" in str(found.missing)
    assert {ONE: 1} == versions(await programme.table())


async def test_a_group_that_never_read_has_nothing_to_rebuild(programme: Rebuilding) -> None:
    with pytest.raises(RebuildRefused, match="n’a encore rien lu"):
        await programme.rebuild(swap=True)


async def test_two_rebuilds_of_one_database_do_not_run_at_once(programme: Rebuilding) -> None:
    other = await asyncpg.connect(programme.url)
    await other.execute("SELECT pg_advisory_lock($1)", REBUILD_LOCK)

    with pytest.raises(RebuildRefused, match="en cours"):
        await programme.rebuild()

    await other.close()


async def test_nothing_is_left_behind_whether_it_went_well_or_not(programme: Rebuilding) -> None:
    await programme.tell(decided(ONE, 1))
    await heard_all(programme, 1)
    await programme.rebuild(swap=True)
    after_success = await programme.value("SELECT count(*) FROM pg_namespace WHERE nspname = 'rebuild'")
    await programme.change("UPDATE applied_offsets SET next_offset = 1000")
    with pytest.raises(RebuildRefused):
        await programme.rebuild()

    assert (0, 0) == (
        after_success,
        await programme.value("SELECT count(*) FROM pg_namespace WHERE nspname = 'rebuild'"),
    )


async def test_what_a_killed_rebuild_left_does_not_stop_the_next(programme: Rebuilding) -> None:
    await programme.tell(decided(ONE, 1))
    await heard_all(programme, 1)
    await programme.change("CREATE SCHEMA rebuild CREATE TABLE listings (x int) CREATE TABLE outbox (x int)")

    assert 1 == (await programme.rebuild()).difference.same
