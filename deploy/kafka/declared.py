"""The topics as ``topics.toml`` declares them."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

FILE = Path(__file__).parent / "topics.toml"
DAY_MS = 24 * 60 * 60 * 1000
FOREVER_MS = -1
NAME = re.compile(r"ess\.(public|internal)\.[a-z-]+\.[a-z-]+\.v[1-9][0-9]*")
PARTNER = re.compile(r"partner\.[a-z0-9-]+")
KNOWN = {"name", "summary", "key", "partitions", "cleanup", "retention", "producer", "consumers"}

Cleanup = Literal["delete", "compact"]


class BadDeclaration(ValueError):
    """The file does not follow its own rules; the message names topic and fault."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One topic and what a broker must hold for it."""

    name: str
    summary: str
    key: str
    partitions: int
    replication: int
    cleanup: Cleanup
    retention_ms: int
    """Age at which a record may go; for a compacted topic, at which the mark of a removal may go; -1 means never."""
    max_message_bytes: int
    producer: str
    consumers: tuple[str, ...] = ()
    """Groups that hear it."""
    dead_letters_of: str | None = None
    """The group whose faulty records it takes; None for a topic that carries events."""

    def configuration(self) -> dict[str, str]:
        """Return the settings of the topic under Kafka's names."""
        by_age = {"retention.ms": str(self.retention_ms)}
        by_key = {"retention.ms": str(FOREVER_MS), "delete.retention.ms": str(self.retention_ms)}
        return {
            "cleanup.policy": self.cleanup,
            "max.message.bytes": str(self.max_message_bytes),
            **(by_age if self.cleanup == "delete" else by_key),
        }


def dead_letter_topic(topic: str, group: str) -> str:
    """Name the topic that takes what ``group`` could not handle."""
    return f"{topic}.{group}.dlq"


def declared(path: Path = FILE) -> tuple[Topic, ...]:
    """Return the topics with their dead-letter topics; raises ``BadDeclaration``."""
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    topics = [_topic(entry, document["defaults"]) for entry in document["topic"]]
    letters = [_dead_letters(topic, group, document) for topic in topics for group in topic.consumers]
    every = (*topics, *letters)
    names = [topic.name for topic in every]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise BadDeclaration(f"declared twice: {', '.join(twice)}")
    return every


def declared_partners(path: Path = FILE) -> tuple[str, ...]:
    """Return the users of partners, who read public topics; raises ``BadDeclaration``."""
    names = tuple(tomllib.loads(path.read_text(encoding="utf-8"))["partners"])
    if bad := sorted(name for name in names if not PARTNER.fullmatch(name)):
        raise BadDeclaration(f"{', '.join(bad)}: a partner's user is partner.<name>, in lower case")
    return names


def _topic(entry: dict[str, Any], defaults: dict[str, Any]) -> Topic:
    name = str(entry.get("name"))
    if not NAME.fullmatch(name):
        raise BadDeclaration(f"{name}: a name is ess.<public|internal>.<domain>.<stream>.v<major>")
    if entry.keys() != KNOWN:
        raise BadDeclaration(f"{name}: missing or unknown: {', '.join(sorted(entry.keys() ^ KNOWN))}")
    if entry["cleanup"] not in {"delete", "compact"}:
        raise BadDeclaration(f'{name}: cleanup is "delete" or "compact"')
    if entry["partitions"] < 1:
        raise BadDeclaration(f"{name}: at least one partition")
    return Topic(
        name=name,
        summary=entry["summary"],
        key=entry["key"],
        partitions=entry["partitions"],
        cleanup=entry["cleanup"],
        retention_ms=_milliseconds(name, entry["retention"]),
        producer=entry["producer"],
        consumers=tuple(entry["consumers"]),
        replication=defaults["replication"],
        max_message_bytes=defaults["max_message_bytes"],
    )


def _dead_letters(topic: Topic, group: str, document: dict[str, Any]) -> Topic:
    name = dead_letter_topic(topic.name, group)
    settings = document["dead_letters"]
    return Topic(
        name=name,
        summary=f"What {group} could not handle, as it was received, with the reason in its headers.",
        key=topic.key,
        partitions=settings["partitions"],
        cleanup="delete",
        retention_ms=_milliseconds(name, settings["retention"]),
        producer=group.split(".", maxsplit=1)[0],
        replication=topic.replication,
        max_message_bytes=settings["max_message_bytes"],
        dead_letters_of=group,
    )


def _milliseconds(name: str, retention: str) -> int:
    if retention == "forever":
        return FOREVER_MS
    if found := re.fullmatch(r"([1-9][0-9]*) days", retention):
        return int(found[1]) * DAY_MS
    raise BadDeclaration(f'{name}: retention is "<n> days" or "forever", not "{retention}"')
