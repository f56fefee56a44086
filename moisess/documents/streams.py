"""Every stream of the platform, beside its topic as declared."""

from dataclasses import dataclass
from typing import Any

from deploy.kafka.declared import Topic, declared
from shared.contracts.eligibility import CORRECTIONS, DECISIONS, STRUCTURES
from shared.contracts.key_uses import KEY_USES
from shared.contracts.matchmaking import MEETINGS
from shared.contracts.notices import NOTICES
from shared.contracts.programme import LISTINGS, PRINT_SNAPSHOTS, REPORTS
from shared.contracts.stream import Stream
from shared.contracts.submission import ACCOUNTS, EDITIONS, MANIFESTATIONS, SESSION_KEYS

STREAMS: tuple[Stream[Any], ...] = (
    *(EDITIONS, ACCOUNTS, SESSION_KEYS, MANIFESTATIONS),
    *(DECISIONS, CORRECTIONS, STRUCTURES),
    *(LISTINGS, PRINT_SNAPSHOTS, REPORTS, MEETINGS),
    *NOTICES.values(),
    *KEY_USES.values(),
)


class NotDeclared(ValueError):
    """Contracts and topics do not speak of the same streams; the message is French and names which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A topic that carries events, with their contract."""

    topic: Topic
    stream: Stream[Any]

    @property
    def name(self) -> str:
        """Last word of the topic before its major: ``manifestations``."""
        return self.topic.name.split(".")[-2]


def told(topics: tuple[Topic, ...] | None = None) -> tuple[Told, ...]:
    """Pair each declared topic with its stream, in the order of the declaration; raises ``NotDeclared``."""
    events = [topic for topic in topics or declared() if topic.dead_letters_of is None]
    streams = {stream.topic: stream for stream in STREAMS}
    if apart := {topic.name for topic in events} ^ streams.keys():
        raise NotDeclared(
            "Ces topics ne sont pas à la fois dans deploy/kafka/topics.toml et dans shared/contracts : "
            + ", ".join(sorted(apart))
        )
    return tuple(Told(topic=topic, stream=streams[topic.name]) for topic in events)
