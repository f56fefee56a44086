"""Who may do what on the broker: read off the declaration of the topics, compared with what the broker grants."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import chain

from deploy.kafka.declared import Topic

PARTNER = "partner."
PUBLIC = "ess.public."
OURS = "ess."


class ResourceType(IntEnum):
    """Kafka's numbers."""

    TOPIC = 2
    GROUP = 3


class Pattern(IntEnum):
    """Kafka's numbers: this name, or every name that begins so."""

    LITERAL = 3
    PREFIXED = 4


class Operation(IntEnum):
    """Kafka's numbers; whoever may read or write may also describe."""

    ALL = 2
    READ = 3
    WRITE = 4
    CREATE = 5
    DELETE = 6
    ALTER = 7
    DESCRIBE = 8
    CLUSTER_ACTION = 9
    DESCRIBE_CONFIGS = 10
    ALTER_CONFIGS = 11
    IDEMPOTENT_WRITE = 12


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Grant:
    """One thing that one user may do."""

    user: str
    operation: Operation
    type: ResourceType
    pattern: Pattern
    name: str
    host: str = "*"

    def covers(self, other: "Grant") -> bool:
        """Return True where this is about what the other is about, or about more."""
        named = self.name in {other.name, "*"}
        begun = self.pattern is Pattern.PREFIXED and other.name.startswith(self.name)
        return self.type is other.type and (named or begun)


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """What has to change so that the broker grants what is declared."""

    missing: tuple[Grant, ...]
    excess: tuple[Grant, ...]
    """Granted on our topics, or to one of our users, and not declared."""

    def __bool__(self) -> bool:
        """Return True where something has to change."""
        return bool(self.missing or self.excess)


def grants(topics: Sequence[Topic], partners: Sequence[str]) -> frozenset[Grant]:
    """Return all that is granted; one user a service, called like it, and one a partner."""
    return frozenset(chain(*map(_of_topic, topics), *map(_of_partner, partners)))


def users(topics: Sequence[Topic], partners: Sequence[str]) -> tuple[str, ...]:
    """Return the users that something is granted to."""
    return tuple(sorted({grant.user for grant in grants(topics, partners)}))


def compare(declared: Iterable[Grant], existing: Iterable[Grant]) -> Differences:
    """Return the differences; what others may do on what is not ours is left alone."""
    wanted, found = set(declared), set(existing)
    return Differences(
        missing=tuple(sorted(wanted - found)),
        excess=tuple(sorted(grant for grant in found - wanted if _concerns_us(grant, wanted))),
    )


def _of_topic(topic: Topic) -> Iterator[Grant]:
    # A service reads its own topics too: healing and reconciling compare them with its tables.
    for operation in (Operation.WRITE, Operation.DESCRIBE, *(() if topic.dead_letters_of else (Operation.READ,))):
        yield _on_topic(topic.producer, operation, topic)
    for group in topic.consumers:
        service = group.split(".", maxsplit=1)[0]
        for operation in (Operation.READ, Operation.DESCRIBE):
            yield _on_topic(service, operation, topic)
            yield Grant(user=service, operation=operation, type=ResourceType.GROUP, pattern=Pattern.LITERAL, name=group)
        if topic.cleanup == "compact":
            # For how long tombstones are kept: shared/kafka/missed_removals.py.
            yield _on_topic(service, Operation.DESCRIBE_CONFIGS, topic)


def _on_topic(user: str, operation: Operation, topic: Topic) -> Grant:
    return Grant(user=user, operation=operation, type=ResourceType.TOPIC, pattern=Pattern.LITERAL, name=topic.name)


def _of_partner(user: str) -> Iterator[Grant]:
    for operation in (Operation.READ, Operation.DESCRIBE):
        yield Grant(user=user, operation=operation, type=ResourceType.TOPIC, pattern=Pattern.PREFIXED, name=PUBLIC)
        # With the dot, so that no partner's groups begin like another's.
        yield Grant(user=user, operation=operation, type=ResourceType.GROUP, pattern=Pattern.PREFIXED, name=f"{user}.")


def _concerns_us(grant: Grant, wanted: set[Grant]) -> bool:
    if grant.user.startswith(PARTNER) or (grant.type is ResourceType.TOPIC and grant.name.startswith(OURS)):
        return True
    return any(grant.user == each.user or grant.covers(each) for each in wanted)
