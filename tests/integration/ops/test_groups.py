import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient

from shared.kafka.marks import Marks
from shared.kafka.store import list_marks, save_marks
from shared.postgres.database import Database
from tests.support.command import Finished, moisess
from tests.support.kafka import UniqueTopic
from tests.support.postgres import FreshDatabase

Read = dict[int, int]


class Group:
    """A group that has read a part of a topic of ten records: six on partition 0, four on partition 1."""

    def __init__(
        self, *, name: str, topic: str, bootstrap_servers: str, database: Database, url: str, admin: AIOKafkaAdminClient
    ) -> None:
        self.name = name
        self.topic = topic
        self.database = database
        self._url = url
        self.bootstrap_servers = bootstrap_servers
        self._admin = admin

    @asynccontextmanager
    async def member(self) -> AsyncIterator[AIOKafkaConsumer]:
        consumer = AIOKafkaConsumer(
            self.topic, bootstrap_servers=self.bootstrap_servers, group_id=self.name, enable_auto_commit=False
        )
        await consumer.start()
        try:
            yield consumer
        finally:
            await consumer.stop()

    async def committed(self) -> Read:
        found = await self._admin.list_consumer_group_offsets(self.name)
        return {partition.partition: each.offset for partition, each in found.items()}

    async def marked(self) -> Read:
        """Return where the service's database is."""
        async with self.database.transaction(readonly=True) as tx:
            found = await list_marks(tx, self.name)
        return {partition.partition: offset for partition, offset in found.items()}

    async def run(self, *arguments: str) -> Finished:
        environment = {
            "KAFKA_BOOTSTRAP_SERVERS": self.bootstrap_servers,
            "PROGRAMME_DATABASE_URL": self._url,
            "TZ": "UTC",
        }
        return await moisess("groups", *arguments, environment=environment)

    async def reset(self, *arguments: str) -> Finished:
        return await self.run("reset", self.name, "--topic", self.topic, *arguments)


@pytest.fixture
async def topic(unique_topic: UniqueTopic, kafka_producer: AIOKafkaProducer) -> str:
    topic = await unique_topic("events", partitions=2)
    for number in range(10):
        await kafka_producer.send_and_wait(
            topic, b"{}", partition=int(number >= 6), timestamp_ms=1_700_000_000_000 + number * 1000
        )
    return topic


@pytest.fixture
async def group(
    topic: str,
    unique_group: Callable[[str], str],
    bootstrap_servers: str,
    kafka_admin: AIOKafkaAdminClient,
    fresh_database: FreshDatabase,
) -> AsyncIterator[Group]:
    url = await fresh_database("programme")
    group = Group(
        name=unique_group("programme.events"),
        topic=topic,
        bootstrap_servers=bootstrap_servers,
        database=Database(url),
        url=url,
        admin=kafka_admin,
    )
    reached = {TopicPartition(topic, 0): 4, TopicPartition(topic, 1): 1}
    async with group.database.transaction() as tx:
        await save_marks(tx, Marks(group=group.name, next_offsets=reached))
    async with group.member() as consumer:
        await consumer.commit(reached)
    yield group
    await group.database.close()


async def test_the_lag_is_shown_per_partition(group: Group) -> None:
    finished = await group.run("lag", "--group", group.name)

    rows = [[cell.strip() for cell in line.strip("│ ").split("│")] for line in finished.output.splitlines()]
    assert [["0", "4", "6", "2", "personne"], ["1", "1", "4", "3", "personne"]] == [
        row[2:] for row in rows if row[1:2] == [group.topic]
    ]


async def test_the_lag_names_who_reads(group: Group) -> None:
    async with group.member():
        finished = await group.run("lag", "--group", group.name)

    assert "1 membre(s)" in finished.output
    assert "personne" not in finished.output


async def test_a_lag_over_the_limit_is_a_failure(group: Group) -> None:
    over = await group.run("lag", "--group", group.name, "--fail-over", "4")
    within = await group.run("lag", "--group", group.name, "--fail-over", "5")

    assert (1, 0) == (over.code, within.code)
    assert f"{group.name} (5)" in over.output


async def test_an_unknown_group_is_refused_with_the_nearest(group: Group) -> None:
    finished = await group.run("lag", "--group", f"{group.name}x")

    assert 1 == finished.code
    assert f"Vouliez-vous dire « {group.name} »" in finished.output


async def test_a_reset_without_yes_shows_from_where_to_where_and_changes_nothing(group: Group) -> None:
    finished = await group.reset("--to-latest")

    rows = [[cell.strip() for cell in line.strip("│ ").split("│")] for line in finished.output.splitlines()]
    assert [["0", "4", "6", "0", "2"], ["1", "1", "4", "0", "3"]] == [row[1:] for row in rows if row[0] == group.topic]
    assert {0: 4, 1: 1} == await group.committed()
    assert "5 enregistrement(s) ne seront jamais lus" in finished.output


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--to-earliest"], {0: 0, 1: 0}),
        (["--to-latest"], {0: 6, 1: 4}),
        (["--shift", "-2"], {0: 2, 1: 0}),
        (["--shift", "100"], {0: 6, 1: 4}),
        (["--to-datetime", datetime.fromtimestamp(1_700_000_007, UTC).isoformat()], {0: 6, 1: 1}),
        (["--to-datetime", datetime.fromtimestamp(1_700_000_003, UTC).isoformat()], {0: 3, 1: 0}),
    ],
)
async def test_a_reset_goes_where_it_is_told(group: Group, arguments: list[str], expected: Read) -> None:
    finished = await group.reset(*arguments, "--yes")

    assert 0 == finished.code, finished.output
    assert expected == await group.marked()
    assert expected == await group.committed()


async def test_what_decides_is_the_database_and_not_what_the_broker_holds(group: Group) -> None:
    async with group.member() as consumer:
        await consumer.commit({TopicPartition(group.topic, 0): 6, TopicPartition(group.topic, 1): 4})

    finished = await group.reset("--shift", "1", "--yes")

    assert 0 == finished.code, finished.output
    assert {0: 5, 1: 2} == await group.marked()


async def test_on_a_topic_that_was_made_again_the_marks_are_those_of_the_new_one(group: Group) -> None:
    async with group.database.transaction() as tx:
        await tx.execute("UPDATE applied_offsets SET topic_id = gen_random_uuid()")

    finished = await group.reset("--to-latest", "--yes")

    assert 0 == finished.code, finished.output
    async with group.database.transaction(readonly=True) as tx:
        assert 2 == await tx.fetchval("SELECT count(*) FROM recreated_topics")
        assert 1 == await tx.fetchval("SELECT count(DISTINCT topic_id) FROM applied_offsets")
    assert {0: 6, 1: 4} == await group.marked()


async def test_a_group_of_no_service_is_refused(group: Group) -> None:
    finished = await group.run("reset", "autres.events", "--topic", group.topic, "--to-earliest", "--yes")

    assert 1 == finished.code
    assert "n’est le groupe d’aucun service" in finished.output


async def test_a_group_with_members_is_not_moved(group: Group) -> None:
    async with group.member():
        finished = await group.reset("--to-earliest", "--yes")

    assert 1 == finished.code
    assert "membre(s) actif(s)" in finished.output
    assert {0: 4, 1: 1} == await group.marked()
    assert {0: 4, 1: 1} == await group.committed()


@pytest.mark.parametrize("arguments", [[], ["--to-earliest", "--to-latest"], ["--to-latest", "--shift", "1"]])
async def test_a_reset_without_one_clear_goal_is_refused(group: Group, arguments: list[str]) -> None:
    finished = await group.reset(*arguments, "--yes")

    assert 1 == finished.code
    assert {0: 4, 1: 1} == await group.committed()


async def test_a_date_that_is_none_is_refused_with_an_example(group: Group) -> None:
    finished = await group.reset("--to-datetime", "hier", "--yes")

    assert 1 == finished.code
    assert "2026-11-24" in finished.output


async def test_programs_read_the_lag_and_its_members_as_json(group: Group) -> None:
    async with group.member():
        finished = await group.run("lag", "--group", group.name, "--json")

    [found] = json.loads(finished.output)
    assert (found["group"], found["members"], found["lag"], found["state"]) == (group.name, 1, 5, "Stable")
    assert [(each["partition"], each["committed"], each["end"], each["lag"]) for each in found["partitions"]] == [
        (0, 4, 6, 2),
        (1, 1, 4, 3),
    ]
    assert all(each["topic"] == group.topic and each["member"] for each in found["partitions"])


async def test_names_are_whole_on_a_narrow_terminal(group: Group) -> None:
    async with group.member():
        finished = await moisess(
            *("groups", "lag", "--group", group.name),
            environment={"KAFKA_BOOTSTRAP_SERVERS": group.bootstrap_servers, "COLUMNS": "60"},
        )

    lines = [line for line in finished.output.splitlines() if group.name in line and group.topic in line]
    assert len(lines) == 2
