"""What a service hears: a stream, under a group's name, with the use case that takes it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from shared.contracts.stream import Stream
from shared.kafka.marks import Marks
from shared.kafka.records import Received
from shared.postgres.database import Tx

T = TypeVar("T")
SingleStatement = Callable[[Tx, Sequence[Received[T]], Marks], Awaitable[bool]]


class Present(NamedTuple):
    """An entity that a copy of a compacted topic holds and does not take for removed."""

    key: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription(Generic[T]):
    """One consumer group on one stream; the group is named ``<service>.<stream>``."""

    stream: Stream[T]
    group: str
    handle: Callable[[Tx, Sequence[Received[T]]], Awaitable[None]]
    """Called in a transaction with the highest version per key, sorted by key; may be called again with the same.

    It neither acknowledges nor retries. An error that passes by itself repeats the batch; any other sets the record
    aside that causes it.
    """
    single_statement: SingleStatement[T] | None = None
    """Does what ``handle`` does in one statement that saves the marks as well, so that a batch costs no round trips for
    a transaction; called outside one. Returns False where that cannot be, having done nothing: ``handle`` is next."""
    fetch_wait_ms: int = 0
    """How long the broker may keep records back so that more are taken together; 0 where somebody waits for each."""
    prepare: Callable[[Sequence[Received[T]]], Awaitable[None]] | None = None
    """Work on the same records that must not hold a transaction, such as a look-up over HTTP."""
    list_present: Callable[[Tx], Awaitable[Sequence[Present]]] | None = None
    """Lists what the copy takes for present; needed where the stream has tombstones, which the broker does not keep for
    ever: what the topic no longer knows when the group comes back is handled as removed."""
