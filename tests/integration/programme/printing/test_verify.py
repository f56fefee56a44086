import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from itertools import count, takewhile
from typing import Any
from uuid import UUID, uuid4

import pytest
from aiokafka import AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, RecordsToDelete

from services.programme.consumer import subscriptions
from services.programme.printing import replay as replay_module
from services.programme.printing.cut import GROUP
from services.programme.printing.errors import CanonicalFormUnknown, HistoryIncomplete, SnapshotUnknown
from services.programme.printing.replay import MAX_RECORDS
from services.programme.printing.snapshot import Snapshot
from services.programme.printing.verify import Verification, verify
from shared.contracts.content import PublicContact
from shared.contracts.eligibility import DECISIONS, EligibilityDecided
from shared.contracts.stream import Stream
from shared.errors import Unavailable
from shared.kafka.cluster import Cluster
from shared.kafka.consumers import Consumers
from shared.kafka.records import read
from shared.outbox.append import outbox_row
from shared.postgres.database import Database
from shared.rebuild.session import connected
from tests.integration.programme.support import cut_directly, decided, page_of, rows
from tests.support.builders import content, publication, some_id
from tests.support.eventually import eventually
from tests.support.kafka import UniqueStream, make_again, records_so_far
from tests.support.postgres import FreshDatabase, as_owner, owner_url

CLOSED_PORT = "127.0.0.1:1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """The programme's consumer on a topic of its own, and what a test does to it."""

    url: str
    database: Database
    stream: Stream[EligibilityDecided]
    bootstrap_servers: str
    producer: AIOKafkaProducer

    async def publish(self, *decisions: EligibilityDecided, at: datetime | None = None) -> None:
        for decision in decisions:
            row = outbox_row(self.stream, decision)
            headers = [(name, text.encode()) for name, text in row.headers.items()]
            await self.producer.send_and_wait(
                row.topic,
                row.payload,
                key=row.key.encode(),
                headers=headers,
                timestamp_ms=at and int(at.timestamp() * 1000),
            )

    async def publish_raw(self, key: bytes, value: bytes | None, headers: list[tuple[str, bytes]]) -> None:
        await self.producer.send_and_wait(self.stream.topic, value, key=key, headers=headers)

    async def cut(self) -> Snapshot:
        async with self.database.transaction(isolation="repeatable_read") as tx:
            return await cut_directly(
                tx, region_code="53", edition=2026, address_of=lambda one: f"https://p.example/{one}"
            )

    async def verify(self, snapshot: Snapshot) -> Verification:
        return await verify(self.database, cluster=Cluster(self.bootstrap_servers), snapshot_id=snapshot.snapshot_id)

    async def listed(self, count: int) -> None:
        async def enough() -> bool:
            [row] = await rows(self.database, "SELECT count(*) AS listed FROM listings")
            return bool(row["listed"] >= count)

        await eventually(enough)


@pytest.fixture
async def programme(
    fresh_database: FreshDatabase,
    unique_stream: UniqueStream,
    bootstrap_servers: str,
    kafka_producer: AIOKafkaProducer,
) -> AsyncIterator[Programme]:
    url = await fresh_database("programme")
    database = Database(url)
    stream = await unique_stream(DECISIONS, groups=(GROUP,))
    subscription, *_ = subscriptions(page_of)
    consumers = Consumers(
        database=database,
        cluster=Cluster(bootstrap_servers),
        subscriptions=[replace(subscription, stream=stream)],
    )
    running = asyncio.create_task(consumers.run())
    yield Programme(
        url=url, database=database, stream=stream, bootstrap_servers=bootstrap_servers, producer=kafka_producer
    )
    running.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await running
    await database.close()


def decisions(count: int, *, version: int = 1, **fields: Any) -> list[EligibilityDecided]:
    return [decided(some_id(number), version, **fields) for number in range(1, count + 1)]


async def test_a_replay_gives_the_same_bytes_whatever_came_later(programme: Programme) -> None:
    await programme.publish(*decisions(30))
    await programme.publish(*decisions(10, version=2, online=False), *decisions(5, version=3))
    await programme.publish(decided(some_id(31), 1))
    await programme.listed(31)
    snapshot = await programme.cut()

    await programme.publish(*decisions(30, version=9, content=content(title="Plus tard")), *decisions(3, version=4))
    found = await programme.verify(snapshot)

    assert (found.match, found.replayed, found.differing) == (True, snapshot.sha256, ())
    assert found.records_read == sum(offset.next_offset for offset in snapshot.offsets)


async def test_cuts_taken_while_decisions_arrive_all_match(programme: Programme) -> None:
    snapshots: list[Snapshot] = []
    enough = asyncio.Event()

    async def keep_deciding() -> None:
        for version in takewhile(lambda _: not enough.is_set(), count(1)):
            await programme.publish(*decisions(20, version=version, online=version % 4 != 0))

    async def cut_eight_times_and_in_four_places() -> bool:
        snapshots.append(await programme.cut())
        return len(snapshots) >= 8 and len({snapshot.offsets for snapshot in snapshots}) >= 4

    async with asyncio.TaskGroup() as deciding:
        deciding.create_task(keep_deciding())
        await programme.listed(5)
        await eventually(cut_eight_times_and_in_four_places)
        verified = [await programme.verify(snapshot) for snapshot in snapshots]
        enough.set()

    assert [found.match for found in verified] == [True] * len(snapshots)
    assert len({snapshot.offsets for snapshot in snapshots}) > 1


async def test_poison_in_the_middle_does_not_break_the_match(programme: Programme) -> None:
    headers = [(name, text.encode()) for name, text in outbox_row(DECISIONS, decided(some_id(1), 1)).headers.items()]
    await programme.publish(*decisions(5))
    await programme.publish_raw(b"a", b"no json", headers)
    await programme.publish_raw(b"b", None, headers)
    await programme.publish_raw(b"c", b"{}", [("ce_id", b"\xff")])
    await programme.publish(decided(some_id(20), 1, content=content(time_zone="Europe/Atlantide")))
    await programme.publish(*decisions(8, version=2))
    await programme.listed(8)

    async def all_letters() -> bool:
        return len(await rows(programme.database, "SELECT 1 FROM dead_letters")) == 4

    await eventually(all_letters)
    snapshot = await programme.cut()
    found = await programme.verify(snapshot)

    assert (found.match, snapshot.entries, len(snapshot.set_aside)) == (True, 8, 4)


async def test_a_readable_record_that_was_set_aside_is_not_replayed(programme: Programme) -> None:
    await programme.publish(decided(some_id(1), 1))
    await programme.publish(decided(some_id(1), 2, content=content(time_zone="Europe/Atlantide")))
    await programme.publish(decided(some_id(2), 1))
    await programme.listed(2)

    async def one_letter() -> bool:
        return len(await rows(programme.database, "SELECT 1 FROM dead_letters")) == 1

    await eventually(one_letter)
    found = await programme.verify(await programme.cut())

    assert found.match


async def test_forged_content_is_found_and_its_manifestations_are_named(programme: Programme) -> None:
    await programme.publish(*decisions(4))
    await programme.listed(4)
    snapshot = await programme.cut()
    await forge(
        programme.url, b"Portes ouvertes de la ressourcerie", b"Titre que personne n'a jamais soumis", some_id(3)
    )

    found = await programme.verify(snapshot)

    assert (found.match, found.differing) == (False, (some_id(3),))
    assert found.expected != found.replayed == snapshot.sha256


async def forge(url: str, old: bytes, new: bytes, manifestation_id: UUID) -> None:
    """Change one entry as somebody with the rights of its owner could, hash included."""
    async with connected(owner_url(url)) as tx, tx.transaction():
        programme = bytes(await tx.fetchval("SELECT content FROM print_snapshots"))
        entries = programme.split(b'{"content":')
        forged = b'{"content":'.join(
            entry.replace(old, new) if str(manifestation_id).encode() in entry else entry for entry in entries
        )
        assert forged != programme
        await tx.execute("ALTER TABLE print_snapshots DISABLE TRIGGER USER")
        await tx.execute("UPDATE print_snapshots SET content = $1, sha256 = encode(sha256($1), 'hex')", forged)
        await tx.execute("ALTER TABLE print_snapshots ENABLE TRIGGER USER")


async def test_a_cut_with_contacts_is_replayed_with_its_salt_also_once_they_are_erased(programme: Programme) -> None:
    contact = PublicContact(email="camille@filvert.example", print_consent=True)
    await programme.publish(*decisions(3, content=content(public_contact=contact)))
    await programme.listed(3)
    snapshot = await programme.cut()
    async with programme.database.transaction() as tx:
        assert await tx.execute("DELETE FROM print_snapshot_contacts") == "DELETE 3"

    assert (await programme.verify(snapshot)).match


async def test_a_contact_that_was_forged_is_found(programme: Programme) -> None:
    contact = PublicContact(email="camille@filvert.example", print_consent=True)
    await programme.publish(*decisions(2, content=content(public_contact=contact)))
    await programme.listed(2)
    async with programme.database.transaction() as tx:
        await tx.execute(
            """
            UPDATE listings
            SET content = jsonb_set(content, '{public_contact,email}', '"autre@filvert.example"')
            WHERE manifestation_id = $1
            """,
            some_id(2),
        )

    found = await programme.verify(await programme.cut())

    assert (found.match, found.differing) == (False, (some_id(2),))


async def test_what_readers_saw_while_changes_were_under_review_is_what_is_replayed(programme: Programme) -> None:
    approved = publication(content=content(title="La version approuvée"))
    await programme.publish(*decisions(4))
    await programme.publish(*decisions(3, version=2, content=content(title="À l’examen"), published=approved))
    await programme.listed(4)

    async def all_applied() -> bool:
        return len(await rows(programme.database, "SELECT 1 FROM listings WHERE version = 2")) == 3

    await eventually(all_applied)

    assert (await programme.verify(await programme.cut())).match


async def test_a_form_that_this_release_does_not_know_is_refused_by_its_number(programme: Programme) -> None:
    snapshot = await programme.cut()
    await as_owner(
        programme.url,
        "ALTER TABLE print_snapshots DISABLE TRIGGER USER",
        "UPDATE print_snapshots SET canonical_form = 7",
    )

    with pytest.raises(CanonicalFormUnknown, match="forme canonique n° 7,"):
        await programme.verify(snapshot)


async def test_a_cut_before_any_decision_matches_without_reading_anything(programme: Programme) -> None:
    found = await programme.verify(await programme.cut())

    assert (found.match, found.records_read) == (True, 0)


async def test_records_that_retention_took_are_said_and_not_guessed(
    programme: Programme, kafka_admin: AIOKafkaAdminClient
) -> None:
    await programme.publish(*decisions(6))
    await programme.listed(6)
    snapshot = await programme.cut()
    taken = next(offset.partition for offset in snapshot.offsets if offset.next_offset)
    await kafka_admin.delete_records({TopicPartition(programme.stream.topic, taken): RecordsToDelete(before_offset=1)})

    with pytest.raises(HistoryIncomplete, match="durée de conservation"):
        await programme.verify(snapshot)


async def test_that_records_of_before_the_edition_are_gone_changes_nothing(
    programme: Programme, kafka_admin: AIOKafkaAdminClient
) -> None:
    earlier = datetime(2024, 11, 20, tzinfo=UTC)
    await programme.publish(*(decided(some_id(90), version, edition=2024) for version in (1, 2)), at=earlier)
    await programme.publish(*decisions(6))
    await programme.listed(7)
    [old] = [
        record.partition
        for record in await records_so_far(programme.bootstrap_servers, programme.stream.topic)
        if record.timestamp < datetime(2025, 1, 1, tzinfo=UTC).timestamp() * 1000 and record.offset == 0
    ]
    snapshot = await programme.cut()
    await kafka_admin.delete_records({TopicPartition(programme.stream.topic, old): RecordsToDelete(before_offset=1)})

    assert (await programme.verify(snapshot)).match


async def test_where_no_record_is_left_nobody_knows_of_when_they_were(
    programme: Programme, kafka_admin: AIOKafkaAdminClient
) -> None:
    await programme.publish(*decisions(6), at=datetime(2024, 11, 20, tzinfo=UTC))
    await programme.listed(6)
    snapshot = await programme.cut()
    await kafka_admin.delete_records(
        {TopicPartition(each.topic, each.partition): RecordsToDelete(each.next_offset) for each in snapshot.offsets}
    )

    with pytest.raises(HistoryIncomplete, match="durée de conservation"):
        await programme.verify(snapshot)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE applied_offsets SET next_offset = next_offset + 1000",
        "UPDATE applied_offsets SET partition = partition + 1000",
    ],
    ids=["too few records", "too few partitions"],
)
async def test_a_topic_that_ends_too_early_is_said(programme: Programme, statement: str) -> None:
    await programme.publish(*decisions(2))
    await programme.listed(2)
    async with programme.database.transaction() as tx:
        await tx.execute(statement)

    with pytest.raises(HistoryIncomplete, match="vidé ou recréé"):
        await programme.verify(await programme.cut())


async def test_a_topic_that_was_made_again_proves_nothing_though_it_is_longer(
    programme: Programme, kafka_admin: AIOKafkaAdminClient
) -> None:
    await programme.publish(*decisions(3))
    await programme.listed(3)
    before = await programme.cut()
    await make_again(kafka_admin, programme.stream.topic)
    await programme.publish(*(decided(some_id(number), 1) for number in range(100, 130)))

    with pytest.raises(HistoryIncomplete, match=f"Le topic {programme.stream.topic} a été supprimé puis recréé"):
        await programme.verify(before)

    await programme.listed(33)
    await eventually(lambda: noted(programme))
    # Its table holds what the new topic does not know.
    with pytest.raises(HistoryIncomplete, match="supprimé puis recréé"):
        await programme.verify(await programme.cut())


async def test_what_was_cut_in_an_edition_that_opened_later_is_replayed(
    programme: Programme, kafka_admin: AIOKafkaAdminClient
) -> None:
    await programme.publish(decided(some_id(90), 1, edition=2024))
    await programme.listed(1)
    await make_again(kafka_admin, programme.stream.topic)
    await programme.publish(*decisions(3))
    await eventually(lambda: noted(programme))
    await programme.listed(4)
    async with programme.database.transaction() as tx:
        await tx.execute("UPDATE recreated_topics SET noticed_at = '2024-11-30Z'")

    assert (await programme.verify(await programme.cut())).match


async def noted(programme: Programme) -> bool:
    return len(await rows(programme.database, "SELECT FROM recreated_topics")) == 1


async def test_an_unknown_snapshot_is_not_found(programme: Programme) -> None:
    with pytest.raises(SnapshotUnknown):
        await verify(programme.database, cluster=Cluster(programme.bootstrap_servers), snapshot_id=uuid4())


async def test_without_a_broker_the_snapshot_is_unavailable_rather_than_wrong(programme: Programme) -> None:
    await programme.publish(*decisions(2))
    await programme.listed(2)
    snapshot = await programme.cut()

    with pytest.raises(Unavailable):
        await partial(verify, programme.database, cluster=Cluster(CLOSED_PORT))(snapshot_id=snapshot.snapshot_id)


async def test_a_long_replay_lets_other_work_go_on(programme: Programme, monkeypatch: pytest.MonkeyPatch) -> None:
    read_since_last_turn = 0

    def counted(*args: Any) -> Any:
        nonlocal read_since_last_turn
        read_since_last_turn += 1
        return read(*args)

    monkeypatch.setattr(replay_module, "read", counted)
    await programme.publish(*decisions(1))
    await programme.listed(1)
    batch = [programme.publish(*decisions(20, version=version)) for version in range(2, 102)]
    await asyncio.gather(*batch)
    await programme.listed(20)

    async def all_applied() -> bool:
        [row] = await rows(programme.database, "SELECT coalesce(sum(next_offset), 0) AS applied FROM applied_offsets")
        return bool(row["applied"] >= 2001)

    await eventually(all_applied)
    snapshot = await programme.cut()
    read_since_last_turn, most = 0, 0
    replaying = asyncio.create_task(programme.verify(snapshot))
    while not replaying.done():
        most, read_since_last_turn = max(most, read_since_last_turn), 0
        await asyncio.sleep(0)

    assert (await replaying).records_read >= 2001
    assert 0 < most <= MAX_RECORDS
