import json
from datetime import timedelta
from uuid import UUID

from aiokafka import TopicPartition
from aiokafka.admin.records_to_delete import RecordsToDelete

from services.matchmaking.rebuild import projections
from shared.postgres.database import Database
from tests.integration.ops.conftest import MakeRebuilding
from tests.integration.ops.rebuilding import Rebuilding, heard_all
from tests.integration.programme.support import decided, occurrences
from tests.support.builders import ENDS_AT, STARTS_AT, content, listing_published, occurrence, structure_verified
from tests.support.command import moisess
from tests.support.postgres import FreshDatabase, as_owner, owner_url

ONE, TWO = UUID(int=1), UUID(int=2)


async def test_the_decisions_that_submission_heard_are_rebuilt(rebuilding: MakeRebuilding) -> None:
    submission = await rebuilding("submission.decisions_heard")
    await submission.tell(decided(ONE, 1), decided(TWO, 1), decided(ONE, 2, online=False))
    await heard_all(submission, 3)
    sound = await submission.table()
    await submission.change("UPDATE decisions_heard SET verdict = 'refused'")

    await submission.rebuild(swap=True)

    assert sound == await submission.table()


async def test_the_times_that_matchmaking_heard_are_rebuilt_removals_included(rebuilding: MakeRebuilding) -> None:
    matchmaking = await rebuilding("matchmaking.listings")
    await matchmaking.tell(listing_published(manifestation_id=ONE), listing_published(manifestation_id=TWO))
    await matchmaking.remove(ONE, 2)
    await heard_all(matchmaking, 3)
    sound = await matchmaking.table()
    await matchmaking.change("DELETE FROM listings")

    await matchmaking.rebuild(swap=True)

    assert sound == await matchmaking.table()
    assert [True, False] == [row["gone"] for row in sound]


async def test_the_name_of_a_structure_that_is_gone_outlives_its_record(rebuilding: MakeRebuilding) -> None:
    matchmaking = await rebuilding("matchmaking.structures")
    await matchmaking.tell(structure_verified(structure_id=ONE))
    await heard_all(matchmaking, 1)
    await matchmaking.remove(ONE, 2)
    await heard_all(matchmaking, 2)
    sound = await matchmaking.table()
    # As compaction would: of the two records, only the removal is left.
    [row] = await matchmaking.rows("SELECT partition, next_offset FROM applied_offsets")
    await matchmaking.admin.delete_records(
        {TopicPartition(matchmaking.stream.topic, row["partition"]): RecordsToDelete(row["next_offset"] - 1)}
    )
    await matchmaking.change("UPDATE structures SET themes = jsonb_build_array('faux')")

    found = await matchmaking.rebuild(swap=True)

    assert (1, sound) == (found.records, await matchmaking.table())
    assert "La Ressourcerie du canal" == sound[0]["name"]


async def test_the_command_compares_every_table_and_changes_none_without_yes(
    whole_environment: dict[str, str], fresh_database: FreshDatabase
) -> None:
    url = await fresh_database("matchmaking")
    database = Database(url)
    tables = projections("https://rencontres.example")
    async with database.transaction() as tx:
        await tx.executemany(
            "INSERT INTO applied_offsets (consumer_group, topic, partition, next_offset) VALUES ($1, $2, 0, 0)",
            [(each.subscription.group, each.subscription.stream.topic) for each in tables],
        )
    await database.close()

    environment = {**whole_environment, "MATCHMAKING_DATABASE_OWNER_URL": owner_url(url)}

    finished = await moisess("rebuild", "matchmaking", environment=environment)

    assert 0 == finished.code, finished.output
    for text in ("structures : ", "listings : ", "seulement dans la table", "--yes"):
        assert text in finished.output

    written = await moisess("rebuild", "matchmaking", "--json", environment=environment)
    # What shows the progress goes to the standard error, which stands before it here.
    found = json.loads(written.output[written.output.index("{") :])
    assert (found["done"], set(found["tables"])) == (False, {each.table for each in tables})
    assert found["tables"]["structures"]["difference"]["different"] == 0


async def test_a_table_that_comes_from_no_topic_is_refused_with_those_that_do(
    whole_environment: dict[str, str],
) -> None:
    owner = owner_url(whole_environment["MATCHMAKING_DATABASE_URL"])
    environment = {**whole_environment, "MATCHMAKING_DATABASE_OWNER_URL": owner}

    finished = await moisess("rebuild", "matchmaking", "--only", "meetings", environment=environment)

    assert 1 == finished.code
    assert "structures, listings" in finished.output


async def test_a_database_without_tables_is_told_how_to_get_them(
    whole_environment: dict[str, str], fresh_database: FreshDatabase
) -> None:
    url = await fresh_database("matchmaking")
    await as_owner(url, "DROP TABLE listings")
    environment = {
        **whole_environment,
        "PROGRAMME_DATABASE_OWNER_URL": owner_url(url),
        "PROGRAMME_URL": "https://programme.example",
    }

    finished = await moisess("rebuild", "programme", environment=environment)

    assert 1 == finished.code
    assert "moisess migrate programme" in finished.output


async def test_a_rebuild_brings_back_dates_that_were_lost_and_changed(programme: Rebuilding) -> None:
    weeks = (timedelta(weeks=week) for week in range(3))
    dates = tuple(occurrence(starts_at=STARTS_AT + week, ends_at=ENDS_AT + week) for week in weeks)
    await programme.tell(*(decided(UUID(int=number), 1, content=content(occurrences=dates)) for number in (1, 2)))
    await heard_all(programme, 2)
    sound = await occurrences(programme.database)
    await programme.change("DELETE FROM listings WHERE manifestation_id = $1", UUID(int=1))
    await programme.change("UPDATE listings SET dates = jsonb_build_array(dates -> 0)")
    left = await occurrences(programme.database)

    await programme.rebuild(swap=True)

    assert (6, 1) == (len(sound), len(left))
    assert await occurrences(programme.database) == sound
