"""Reads everything back: databases and public list, topics and dead letters."""

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

import asyncpg

from deploy.kafka.declared import declared
from moisess.demo.platform import every_item
from shared.contracts.eligibility import DECISIONS
from shared.contracts.key_uses import KEY_USES
from shared.contracts.notices import NOTICES
from shared.contracts.programme import LISTINGS
from shared.contracts.submission import MANIFESTATIONS
from shared.kafka.dead_letters import dead_letter_topic
from tests.faults.field import Field
from tests.faults.history import Dossier, Listed, Meeting, Observed, Position, Snapshot, Told
from tests.support.kafka import Record, records_so_far

TOLD_BY_THE_CLOCK = {stream.topic for stream in KEY_USES.values()}
"""Once a minute, whatever the load does: they never come to rest, and the next use makes up for one that is lost."""
HEARD = [
    (topic.name, group) for topic in declared() if topic.name not in TOLD_BY_THE_CLOCK for group in topic.consumers
]
"""Every topic with each group that hears it."""
READ_TOPICS = (MANIFESTATIONS.topic, DECISIONS.topic, LISTINGS.topic)


async def observe(field: Field) -> Observed:
    """Read the whole platform once nothing is under way."""
    seen = Observed()
    await _read_submission(field, seen)
    await _read_eligibility(field, seen)
    await _read_programme(field, seen)
    await _read_matchmaking(field, seen)
    for service in ("eligibility", "programme", "matchmaking"):
        await _read_copies(field, seen, service)
    public = await every_item(field.platform, "programme", "/manifestations", limit="100")
    seen.public = [item["manifestation_id"] for item in public]
    topics = {*READ_TOPICS, *(topic for topic, _ in HEARD)}
    for topic in topics:
        seen.records[topic] = [told(record) for record in await records_so_far(field.bootstrap_servers, topic)]
    for topic, group in HEARD:
        letters = await records_so_far(field.bootstrap_servers, dead_letter_topic(topic, group))
        seen.letters[group] = Counter(_original(letter) for letter in letters)
    return seen


async def rows(url: str, statement: str) -> list[Any]:
    connection = await asyncpg.connect(url, timeout=10)
    try:
        return list(await connection.fetch(statement))
    finally:
        await connection.close()


def told(record: Record) -> Told:
    """Return what a record says of itself; its version is -1 where it says none, or none that is a number."""
    said = {name: value for name, value in record.headers if name == "ce_entityversion" and value}
    version = said.get("ce_entityversion", b"-1").decode(errors="replace")
    return Told(
        topic=record.topic,
        partition=record.partition,
        offset=record.offset,
        key=(record.key or b"").decode(errors="replace"),
        version=int(version) if version.lstrip("-").isdecimal() and len(version) < 20 else -1,
        value=record.value,
    )


async def _read_submission(field: Field, seen: Observed) -> None:
    url = field.databases["submission"]
    first = "SELECT content ->> 'title' AS title FROM manifestation_versions WHERE version = 1"
    for row in await rows(url, "SELECT id, version FROM manifestations"):
        seen.manifestations[str(row["id"])] = row["version"]
    seen.titles.update(row["title"] for row in await rows(url, first))
    for row in await rows(url, "SELECT manifestation_id, version FROM decisions_heard"):
        seen.heard[str(row["manifestation_id"])] = row["version"]
    seen.states["submission.decisions"] = seen.heard
    weighed = await rows(url, "SELECT manifestation_id, version FROM decisions_announced")
    seen.states["submission.decision-mails"] = _versions(weighed)
    seen.states["submission.corrections"] = {}  # no chamber corrects anything there
    mailed = await rows(url, "SELECT split_part(cause, '/', 2) AS id FROM mails WHERE cause LIKE 'notice/%'")
    noticed = {row["id"]: 1 for row in mailed}
    seen.states.update({f"submission.{teller}-notices": noticed for teller in NOTICES})


async def _read_eligibility(field: Field, seen: Observed) -> None:
    statement = "SELECT manifestation_id, version, judged_version, published IS NOT NULL AS online FROM dossiers"
    for row in await rows(field.databases["eligibility"], statement):
        seen.dossiers[str(row["manifestation_id"])] = Dossier(
            version=row["version"], judged_version=row["judged_version"], online=row["online"]
        )
    seen.states["eligibility.reports"] = {}  # nobody reports anything there
    seen.states["eligibility.manifestations"] = {one: each.judged_version for one, each in seen.dossiers.items()}


async def _read_programme(field: Field, seen: Observed) -> None:
    url = field.databases["programme"]
    for row in await rows(url, "SELECT manifestation_id, version, online FROM listings"):
        seen.listings[str(row["manifestation_id"])] = Listed(version=row["version"], online=row["online"])
    seen.states["programme.decisions"] = {one: listing.version for one, listing in seen.listings.items()}
    statement = """
        SELECT snapshot_id, region_code, edition, sha256, content, offsets::text, set_aside::text FROM print_snapshots
    """
    seen.snapshots = [_snapshot(row) for row in await rows(url, statement)]


async def _read_matchmaking(field: Field, seen: Observed) -> None:
    url = field.databases["matchmaking"]
    seen.states["matchmaking.structures"] = _versions(await rows(url, "SELECT structure_id, version FROM structures"))
    seen.states["matchmaking.listings"] = _versions(await rows(url, "SELECT manifestation_id, version FROM listings"))
    statement = """
        SELECT meeting_id, slot_id, table_number, state, first_structure_id, second_structure_id,
            (SELECT array_agg(structure_id) FROM meeting_parties WHERE meeting_parties.meeting_id = meetings.meeting_id)
            AS busy
        FROM meetings
    """
    seen.meetings = [
        Meeting(
            meeting_id=str(row["meeting_id"]),
            slot_id=str(row["slot_id"]),
            table=row["table_number"],
            booked=row["state"] == "booked",
            structures=frozenset({str(row["first_structure_id"]), str(row["second_structure_id"])}),
            busy=frozenset(str(one) for one in row["busy"] or ()),
        )
        for row in await rows(url, statement)
    ]


async def _read_copies(field: Field, seen: Observed, service: str) -> None:
    """Read what every service but submission keeps of accounts, session keys and editions."""
    for stream, statement in (
        ("accounts", "SELECT account_id, version FROM known_accounts"),
        ("session-keys", "SELECT key_id, version FROM known_session_keys"),
        ("editions", "SELECT year, version FROM editions"),
    ):
        seen.states[f"{service}.{stream}"] = _versions(await rows(field.databases[service], statement))


def _versions(found: list[Any]) -> dict[str, int]:
    return {str(row[0]): row[1] for row in found}


def _snapshot(row: Mapping[str, Any]) -> Snapshot:
    return Snapshot(
        snapshot_id=str(row["snapshot_id"]),
        region_code=row["region_code"],
        edition=row["edition"],
        sha256=row["sha256"],
        content=row["content"],
        offsets={(each["topic"], each["partition"]): each["next_offset"] for each in json.loads(row["offsets"])},
        set_aside=frozenset(
            (each["topic"], each["partition"], each["record_offset"]) for each in json.loads(row["set_aside"])
        ),
    )


def _original(letter: Record) -> Position:
    # The last of each name is ours; a record that was poison may carry the same names before.
    said = {name: (value or b"").decode(errors="replace") for name, value in letter.headers}
    return said["dlq-original-topic"], int(said["dlq-original-partition"]), int(said["dlq-original-offset"])
