import re
from pathlib import Path
from typing import Any

import pytest

from deploy.kafka.declared import DAY_MS, BadDeclaration, dead_letter_topic, declared
from shared.contracts.eligibility import CORRECTIONS, DECISIONS, STRUCTURES
from shared.contracts.key_uses import KEY_USES
from shared.contracts.matchmaking import MEETINGS
from shared.contracts.notices import NOTICES
from shared.contracts.programme import LISTINGS, PRINT_SNAPSHOTS, REPORTS
from shared.contracts.stream import Stream
from shared.contracts.submission import ACCOUNTS, EDITIONS, MANIFESTATIONS, SESSION_KEYS
from shared.kafka import dead_letters

ROOT = Path(__file__).parents[3]
STREAMS: tuple[Stream[Any], ...] = (
    *(EDITIONS, ACCOUNTS, SESSION_KEYS, MANIFESTATIONS),
    *(DECISIONS, CORRECTIONS, LISTINGS, PRINT_SNAPSHOTS, REPORTS, STRUCTURES, MEETINGS),
    *NOTICES.values(),
    *KEY_USES.values(),
)

ONE_TOPIC = """
[defaults]
replication = 1
max_message_bytes = 1000

[dead_letters]
partitions = 1
retention = "30 days"
max_message_bytes = 2000

[[topic]]
name = "ess.public.programme.listings.v1"
summary = "Listings."
key = "manifestation id"
partitions = 6
cleanup = "compact"
retention = "30 days"
producer = "programme"
consumers = ["matchmaking.listings"]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "topics.toml"
    path.write_text(ONE_TOPIC)
    return path


def test_every_stream_is_declared_and_nothing_else() -> None:
    events = {topic.name for topic in declared() if topic.dead_letters_of is None}

    assert events == {stream.topic for stream in STREAMS}


def test_a_stream_is_told_by_the_service_its_contract_names() -> None:
    producers = {topic.name: topic.producer for topic in declared()}

    assert {stream.topic: stream.source.strip("/") for stream in STREAMS}.items() <= producers.items()


def test_removals_by_a_record_without_value_go_through_compacted_topics() -> None:
    compacted = {topic.name for topic in declared() if topic.cleanup == "compact"}

    assert {stream.topic for stream in STREAMS if stream.tombstones} <= compacted


def test_each_group_that_hears_a_topic_has_its_dead_letters_there_for_thirty_days() -> None:
    topics = {topic.name: topic for topic in declared()}

    for topic in topics.values():
        for group in topic.consumers:
            letters = topics[dead_letters.dead_letter_topic(topic.name, group)]
            assert (letters.dead_letters_of, letters.retention_ms) == (group, 30 * DAY_MS)
            assert letters.max_message_bytes > topic.max_message_bytes


def test_a_group_is_declared_exactly_when_a_service_hears_with_it() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("services/*/**/*.py"))
    heard = set(re.findall(r'(?:group=|GROUP = )"([a-z]+\.[a-z-]+)"', code))

    assert heard == {group for topic in declared() for group in topic.consumers}


def test_the_dead_letters_are_named_as_the_consumers_name_them() -> None:
    assert dead_letter_topic("a.v1", "b.c") == dead_letters.dead_letter_topic("a.v1", "b.c")


def test_a_removal_stays_visible_in_a_compacted_topic(file: Path) -> None:
    listings = declared(file)[0]

    assert listings.configuration() == {
        "cleanup.policy": "compact",
        "max.message.bytes": "1000",
        "retention.ms": "-1",
        "delete.retention.ms": str(30 * DAY_MS),
    }


@pytest.mark.parametrize(
    ("right", "wrong", "named"),
    [
        ('retention = "30 days"\nproducer', 'retention = "30"\nproducer', 'not "30"'),
        ('cleanup = "compact"', 'cleanup = "both"', "cleanup is"),
        ("partitions = 6", "partitions = 0", "at least one partition"),
        ("ess.public.programme.listings.v1", "ess.listings", "a name is"),
        ('key = "manifestation id"', 'kee = "manifestation id"', "kee, key"),
        ('consumers = ["matchmaking.listings"]', 'consumers = ["a.b", "a.b"]', "declared twice"),
    ],
)
def test_a_faulty_declaration_names_its_fault(file: Path, right: str, wrong: str, named: str) -> None:
    file.write_text(ONE_TOPIC.replace(right, wrong))

    with pytest.raises(BadDeclaration, match=named):
        declared(file)
